import { type Cell, type CountedEntry, listCountedEntries, saveCells } from '../tables/warning.ts';
import type { HouseTopic } from './work-topic.ts';

const DAY_MS = 86_400_000;
/** A cell with fewer distinct petitioners is not shown (DEF): it goes up to the place above, at last it is left out. */
const SMALLEST_CELL = 5;
/** Lengths of the codes of towns, districts and the city, lowest first. */
const PLACES = [9, 6, 4];

/**
 * Counts entries by subject and place over the `windowDays` before `to`. No id of a person or an entry leaves this step. Key: window.
 */
export const aggregateCells: HouseTopic = {
  topic: 'aggregate-cells',
  async ofHouse({ knex, transact }, input) {
    const toMs = input.time('to');
    const windowDays = input.integer('windowDays');
    const entries = await listCountedEntries(knex, { fromMs: toMs - windowDays * DAY_MS, beforeMs: toMs });
    const { cells, suppressed } = cellsOf(entries);
    await transact((trx) => saveCells(trx, toMs, windowDays, cells));
    return {
      cellCount: cells.length,
      suppressedCount: suppressed,
      cells: cells.map(({ subjectCode, areaCode }) => `${subjectCode}:${areaCode}`).join(','),
    };
  },
};

/** Cells large enough to be shown, and how many entries are in none. Small cells of a place are pooled, so that none can be told by subtraction. */
export function cellsOf(entries: readonly CountedEntry[]): { cells: Cell[]; suppressed: number } {
  const cells: Cell[] = [];
  let left = entries;
  for (const length of PLACES) {
    const groups = new Map<string, CountedEntry[]>();
    for (const entry of left) {
      const key = `${entry.subjectCode}:${entry.areaCode.slice(0, length)}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    const small: CountedEntry[] = [];
    for (const [key, group] of groups) {
      const [subjectCode = '', areaCode = ''] = key.split(':');
      const persons = new Set(group.map(({ person }) => person)).size;
      if (persons >= SMALLEST_CELL) cells.push({ subjectCode, areaCode, entries: group.length, persons });
      else small.push(...group);
    }
    left = small;
  }
  return { cells, suppressed: left.length };
}
