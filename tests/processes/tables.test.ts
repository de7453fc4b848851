import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { describe, expect, it } from 'vitest';
import { processFiles } from './process-files.ts';

/** Rows as the domain description lists them; the catch-all that a UNIQUE table needs is counted on top. */
const ROWS: Record<string, number> = {
  'petition-classification': 7,
  'petition-competence': 12,
  'responsible-unit-routing': 16,
  'first-agent-assignment': 7,
  'statutory-deadline': 14,
  'escalation-rule': 13,
  'dispute-screening': 10,
  'suggestion-screening': 8,
};
/** Verified in a named source, general knowledge, our default, or from the source article. */
const TRUST_MARK = /\bV:[A-Z][A-Z0-9]+\b|\bGK\b|\bDEF\b|\bSEED\b/;

const tables = await Promise.all(
  processFiles('.dmn').map(async (path) => {
    const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(path, 'utf8'));
    const [decision]: ModdleElement[] = rootElement['drgElement'];
    const logic: ModdleElement = decision!['decisionLogic'];
    const rules: ModdleElement[] = logic['rule'];
    return { stem: basename(path, '.dmn'), rootElement, warnings, decision: decision!, logic, rules };
  }),
);

const cells = (rule: ModdleElement): string[] => rule['inputEntry'].map((entry: ModdleElement) => entry['text'].trim());
const matchesAll = (rule: ModdleElement): boolean => cells(rule).every((text) => text === '' || text === '-');

describe.each(tables)('the table $stem', ({ stem, rootElement, warnings, decision, logic, rules }) => {
  it('reads without a warning, is drawn, and its decision is named after the file', () => {
    expect(warnings).toEqual([]);
    expect(decision.id).toBe(stem);
    expect(rootElement['dmnDI'].diagrams[0].diagramElements).toHaveLength(1);
  });

  it('says of every row where it comes from and how far to trust it', () => {
    const unmarked = rules.filter((rule) => !TRUST_MARK.test(rule['description'] ?? ''));
    expect(unmarked.map(({ id }) => id)).toEqual([]);
  });

  it('has as many rows as the domain lists', () => {
    expect(rules.length).toBe(ROWS[stem] ?? rules.length);
  });

  it('cannot be left without a match', () => {
    if (logic['hitPolicy'] === 'FIRST') {
      expect(rules.map(matchesAll).indexOf(true)).toBe(rules.length - 1);
    } else if (logic['hitPolicy'] === 'UNIQUE') {
      const named = rules.slice(0, -1).map((rule) => cells(rule)[0]);
      expect(cells(rules.at(-1)!)[0]).toBe(`not(${named.join(',')})`);
    } else {
      expect(logic['hitPolicy']).toBe('COLLECT');
    }
  });
});

it('all tables the domain lists are there', () => {
  expect(tables.map(({ stem }) => stem)).toEqual(expect.arrayContaining(Object.keys(ROWS)));
});
