import type { Knex } from 'knex';
import { type CalendarDay, listCalendarYear, replaceCalendarYear } from '../tables/calendar.ts';
import { NOTICED_YEARS, PROVISIONAL_YEARS, type YearNotice } from './holidays.ts';

/** Source of rows that await the State Council's notice. */
export const PROVISIONAL = 'provisional: statutory holidays without swapped days';
const NOTICED = 'State Council notice, from chinese-days 1.5.7';

/** Fills the years whose notice is known and that have no rows yet; rows an administrator put there stay. */
export async function seedCalendar(db: Knex): Promise<void> {
  await fillYears(db, NOTICED_YEARS, NOTICED);
}

/** Fills years without a notice with what the law alone says. For the sample office only. */
export async function seedProvisionalCalendar(db: Knex): Promise<void> {
  await fillYears(db, PROVISIONAL_YEARS, PROVISIONAL);
}

async function fillYears(db: Knex, years: Readonly<Record<number, YearNotice>>, source: string): Promise<void> {
  for (const [year, notice] of Object.entries(years)) {
    const known = await listCalendarYear(db, Number(year));
    if (known.length === 0) await replaceCalendarYear(db, Number(year), daysOfYear(Number(year), notice, source));
  }
}

/** Every day of a year, working or not. */
export function daysOfYear(year: number, notice: YearNotice, source: string): CalendarDay[] {
  const names = new Map<string, string>();
  for (const [name, days] of Object.entries(notice.off)) {
    for (const day of days.split(' ')) names.set(day, name);
  }
  const swapped = new Set(notice.swappedToWork.split(' '));
  const rows: CalendarDay[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10);
    const monthDay = day.slice(5);
    const weekday = new Date(ms).getUTCDay();
    const name = names.get(monthDay) ?? null;
    const weekend = weekday === 0 || weekday === 6;
    rows.push({ day, working: swapped.has(monthDay) || (name === null && !weekend), name, source });
  }
  return rows;
}
