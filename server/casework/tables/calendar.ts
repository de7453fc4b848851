import type { Knex } from 'knex';
import { readKept, writeKept } from './kept-rows.ts';
import { type Stored, toBoolean } from './row-values.ts';

export interface CalendarDay {
  /** `yyyy-mm-dd` */
  day: string;
  working: boolean;
  /** Name of the holiday, or null. */
  name: string | null;
  /** Where the row comes from. */
  source: string;
}

interface Row {
  day: string;
  working: Stored;
  name: string | null;
  source: string;
}

const toDay = (row: Row): CalendarDay => ({
  day: row.day,
  working: toBoolean(row.working),
  name: row.name,
  source: row.source,
});

const TABLE = 'casework_calendar';

/** The row of a day (`yyyy-mm-dd`); undefined when its year is unknown. */
export async function findCalendarDay(db: Knex, day: string): Promise<CalendarDay | undefined> {
  const row = await readKept<Row>(db, TABLE, day, () => db(TABLE).where({ day }).first());
  return row && toDay(row);
}

/** The days of a year in order; empty when the year is unknown. */
export async function listCalendarYear(db: Knex, year: number): Promise<CalendarDay[]> {
  const rows: Row[] = await db(TABLE).whereLike('day', `${year}-%`).orderBy('day');
  return rows.map(toDay);
}

/** Puts a whole year in the place of what was known of it. */
export async function replaceCalendarYear(db: Knex, year: number, days: readonly CalendarDay[]): Promise<void> {
  const rows = days.map((day) => ({ day: day.day, working: day.working, name: day.name, source: day.source }));
  await writeKept(db, TABLE, async () => db(TABLE).whereLike('day', `${year}-%`).delete());
  await writeKept(db, TABLE, () => db.batchInsert(TABLE, rows, 100));
}
