import type { ModdleElement } from 'bpmn-moddle';
import type { LegalChange } from '../tables/model-publication.ts';

/** Rows of a table whose source is the law: verified (`V:…`) or generally known (`GK`). The others are the house's own choice. */
const LEGAL = /\bV:[A-Z][A-Z0-9]+\b|\bGK\b/;

/** `decision › row` → its whole text, for each row that is law. */
function legalRows(root: ModdleElement): Map<string, { decision: string; row: string; text: string }> {
  const rows = new Map<string, { decision: string; row: string; text: string }>();
  const decisions: ModdleElement[] = root['drgElement'] ?? [];
  for (const decision of decisions) {
    const rules: ModdleElement[] = decision['decisionLogic']?.rule ?? [];
    for (const rule of rules) {
      if (!LEGAL.test(rule['description'] ?? '')) continue;
      const cells: ModdleElement[] = [...(rule['inputEntry'] ?? []), ...(rule['outputEntry'] ?? [])];
      const text = [rule['description'], ...cells.map((cell) => cell['text'] ?? '')].join(' · ');
      const row = rule.id ?? '';
      rows.set(`${decision.id}›${row}`, { decision: decision.id ?? '', row, text });
    }
  }
  return rows;
}

/** What a changed file does to the rows that are law; without a file before, nothing is changed. */
export function legalChanges(before: ModdleElement | undefined, after: ModdleElement): LegalChange[] {
  if (!before) return [];
  const [old, fresh] = [legalRows(before), legalRows(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    if (was?.text === is?.text) return [];
    const { decision = '', row = '' } = was ?? is ?? {};
    return [{ decision, row, before: was?.text ?? null, after: is?.text ?? null }];
  });
}
