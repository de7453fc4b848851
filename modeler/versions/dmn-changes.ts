import type { ModdleElement } from 'bpmn-moddle';

/** What became of a row of a table between two versions. */
export interface RowChange {
  decisionId: string;
  rowId: string;
  what: 'added' | 'removed' | 'changed' | 'moved';
  /** The cells by column, the description last: both texts; `before` or `after` is null where the row is not there. */
  cells: { column: string; before: string | null; after: string | null }[];
}

interface Row {
  id: string;
  index: number;
  cells: Map<string, string>;
}

/** A table's rows by id, their cells by the label of the column. */
function rowsOf(decision: ModdleElement): Map<string, Row> {
  const table: ModdleElement = decision['decisionLogic'] ?? {};
  const labelOf = (column: ModdleElement) => String(column['label'] ?? column['name'] ?? column.id);
  const inputs: ModdleElement[] = table['input'] ?? [];
  const outputs: ModdleElement[] = table['output'] ?? [];
  const columns = [...inputs, ...outputs].map(labelOf);
  const rules: ModdleElement[] = table['rule'] ?? [];
  return new Map(
    rules.map((rule, index) => {
      const entries: ModdleElement[] = [...(rule['inputEntry'] ?? []), ...(rule['outputEntry'] ?? [])];
      const cells = new Map(entries.map((entry, place) => [columns[place] ?? `${place}`, String(entry['text'] ?? '')]));
      cells.set('', String(rule['description'] ?? ''));
      return [rule.id ?? `${index}`, { id: rule.id ?? `${index}`, index, cells }];
    }),
  );
}

const decisionsOf = (root: ModdleElement): Map<string, ModdleElement> => {
  const elements: ModdleElement[] = root['drgElement'] ?? [];
  return new Map(elements.filter((each) => each.$type === 'dmn:Decision').map((each) => [each.id ?? '', each]));
};

/** What differs between two versions of a file of tables, row by row; a row is the same by its id. */
export function dmnChanges(before: ModdleElement, after: ModdleElement): RowChange[] {
  const [old, fresh] = [decisionsOf(before), decisionsOf(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((decisionId) => {
    const none = new Map<string, Row>();
    const was = old.get(decisionId) ? rowsOf(old.get(decisionId)!) : none;
    const is = fresh.get(decisionId) ? rowsOf(fresh.get(decisionId)!) : none;
    // A row has moved when its place among the rows that both versions have is another.
    const placeAmong = (rows: Map<string, Row>, others: Map<string, Row>) =>
      [...rows.keys()].filter((id) => others.has(id));
    const [oldOrder, freshOrder] = [placeAmong(was, is), placeAmong(is, was)];
    return [...new Set([...is.keys(), ...was.keys()])].flatMap((rowId): RowChange[] => {
      const [earlier, later] = [was.get(rowId), is.get(rowId)];
      const columns = [...new Set([...(later?.cells.keys() ?? []), ...(earlier?.cells.keys() ?? [])])];
      const cells = columns
        .map((column) => ({
          column,
          before: earlier?.cells.get(column) ?? null,
          after: later?.cells.get(column) ?? null,
        }))
        .filter((cell) => cell.before !== cell.after);
      if (!earlier || !later) return [{ decisionId, rowId, what: earlier ? 'removed' : 'added', cells }];
      if (cells.length > 0) return [{ decisionId, rowId, what: 'changed', cells }];
      return oldOrder.indexOf(rowId) === freshOrder.indexOf(rowId)
        ? []
        : [{ decisionId, rowId, what: 'moved', cells: [] }];
    });
  });
}
