import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { Refusal } from '../errors.ts';
import { findCalendarDay } from '../tables/calendar.ts';

/** Zone in which days begin and end. */
export const ZONE = 'Asia/Shanghai';

/** The calendar holds no row for a day that was asked for. A deadline is not guessed. */
export class UnknownCalendarYear extends Refusal {
  constructor(year: string) {
    const reason = `工作日历没有 ${year} 年，请先由管理员录入（PUT /api/calendar/${year}）`;
    super(503, 'calendarUnknown', [{ field: '', reason }]);
    this.name = 'UnknownCalendarYear';
  }
}

/** The day (`yyyy-mm-dd`, in China) a moment belongs to. */
export function dayOf(epochMs: number): string {
  return DateTime.fromMillis(epochMs, { zone: ZONE }).toFormat('yyyy-MM-dd');
}

/** The last millisecond of a day in China. */
export function endOfDayMs(day: string): number {
  return DateTime.fromISO(day, { zone: ZONE }).endOf('day').toMillis();
}

/** The first millisecond of a day in China. */
export function startOfDayMs(day: string): number {
  return DateTime.fromISO(day, { zone: ZONE }).startOf('day').toMillis();
}

const plusDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: ZONE }).plus({ days }).toFormat('yyyy-MM-dd');

/** @throws UnknownCalendarYear */
export async function isWorkingDay(db: Knex, day: string): Promise<boolean> {
  const found = await findCalendarDay(db, day);
  if (!found) throw new UnknownCalendarYear(day.slice(0, 4));
  return found.working;
}

/**
 * When a period ends: counting starts the day after `fromMs`; calendar days unless `unit` is `workday`; a last day that is a
 * holiday moves to the next working day (domain table `statutory-deadline`; both rules to be confirmed by the office), though never past `atMost`
 * days: a limit that the law itself sets is not made longer by a rule of counting.
 * @returns the last millisecond of the last day
 * @throws UnknownCalendarYear
 */
export async function periodEndMs(
  db: Knex,
  fromMs: number,
  amount: number,
  unit: 'day' | 'workday',
  atMost = Number.POSITIVE_INFINITY,
): Promise<number> {
  let day = dayOf(fromMs);
  if (unit === 'day') {
    day = plusDays(day, amount);
    for (let days = amount; days < atMost && !(await isWorkingDay(db, day)); days += 1) day = plusDays(day, 1);
    return endOfDayMs(day);
  }
  let left = amount;
  while (left > 0) {
    day = plusDays(day, 1);
    if (await isWorkingDay(db, day)) left -= 1;
  }
  return endOfDayMs(day);
}
