import { EngineError } from '../engine-error.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import { type DecisionResult, jsonOf } from './evaluate-decision.ts';

/** How a business rule task turns a result into its result variable; `resultList` when it does not say. */
export type ResultMapping = 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList';

const NOTHING: TypedValue = { type: 'Null', value: null };

/**
 * The value of the result variable: `singleEntry` the one output of the one row, `singleResult` the row as a JSON
 * object, `collectEntries` the one output of all rows as a JSON list, `resultList` all rows as a JSON list of objects.
 * @throws EngineError ENGINE-22001 for more rows or outputs than the mapping takes, ENGINE-22002 for several outputs in
 *   `collectEntries`
 */
export function mapDecisionResult(result: DecisionResult, mapping: ResultMapping = 'resultList'): TypedValue {
  const { rows } = result;
  const [row] = rows;
  switch (mapping) {
    case 'singleEntry': {
      const entries = Object.values(row ?? {});
      if (rows.length > 1 || entries.length > 1) throw cannotMap(mapping, rows);
      return entries[0] ?? NOTHING;
    }
    case 'singleResult':
      if (rows.length > 1) throw cannotMap(mapping, rows);
      return row === undefined ? NOTHING : json(plainRow(row));
    case 'collectEntries': {
      const names = [...new Set(rows.flatMap((one) => Object.keys(one)))];
      if (names.length > 1) throw severalOutputs(mapping, rows, names);
      return json(rows.flatMap((one) => Object.values(one).map(jsonOf)));
    }
    case 'resultList':
      return json(rows.map(plainRow));
  }
}

function json(value: unknown): TypedValue {
  return { type: 'Json', value: JSON.stringify(value) };
}

function plainRow(row: Record<string, TypedValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, jsonOf(value)]));
}

function shown(mapping: ResultMapping, rows: readonly Record<string, TypedValue>[]): string {
  const mapper = `${mapping.charAt(0).toUpperCase()}${mapping.slice(1)}DecisionResultMapper{}`;
  const written = rows.map((row) => {
    const entries = Object.entries(row).map(([name, { value }]) => `${name}=${String(value)}`);
    return `{${entries.join(', ')}}`;
  });
  return `The decision result mapper '${mapper}' failed to process '[${written.join(', ')}]'`;
}

function cannotMap(mapping: ResultMapping, rows: readonly Record<string, TypedValue>[]): EngineError {
  return new EngineError('ProcessEngineException', `ENGINE-22001 ${shown(mapping, rows)}`);
}

function severalOutputs(
  mapping: ResultMapping,
  rows: readonly Record<string, TypedValue>[],
  names: readonly string[],
): EngineError {
  const reason = `The decision outputs should only contains values for one output name but found '[${names.join(', ')}]'.`;
  return new EngineError('ProcessEngineException', `ENGINE-22002 ${shown(mapping, rows)}. ${reason}`);
}
