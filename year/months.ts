import { member, text, toMs, toRows } from '../demo/server.ts';
import type { JsonClient } from './json-client.ts';

/** A month of the year, as the register's figures tell it; shares are null below five. */
export interface Month {
  /** From 1. */
  month: number;
  registered: number;
  onTime: number | null;
  satisfied: number | null;
}

const PAGE = 200;
const DAY_MS = 86_400_000;
/** Days in one bar of `daysToConclusion`, and of the last bar, which holds all that took longer. */
const BAR_DAYS = 10;
const BARS = 10;

/** The figures of each month. */
export async function readMonths(client: JsonClient, year: number): Promise<Month[]> {
  const months: Month[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const day = (date: Date) => date.toISOString().slice(0, 10);
    const [from, to] = [day(new Date(Date.UTC(year, month - 1, 1))), day(new Date(Date.UTC(year, month, 0)))];
    const kpi = await client.must('GET', `/api/kpi?from=${from}&to=${to}`);
    const share = (figure: unknown): number | null => {
      const value = member(figure, 'value');
      return typeof value === 'number' ? value : null;
    };
    months.push({
      month,
      registered: Number(member(kpi, 'registered')),
      onTime: share(member(member(kpi, 'onTimeRate'), 'afterExtension')),
      satisfied: share(member(member(member(kpi, 'satisfaction'), 'all'), 'satisfied')),
    });
  }
  return months;
}

/** How many petitions were concluded within 10 days of their coming, within 20, and so on; the last number is of all the others. */
export async function readDaysToConclusion(client: JsonClient): Promise<number[]> {
  const bars: number[] = Array.from({ length: BARS }, () => 0);
  for (let first = 0; ; first += PAGE) {
    const query = `firstResult=${first}&maxResults=${PAGE}&state=archived&sortBy=businessKey&sortOrder=asc`;
    const page = toRows(member(await client.must('GET', `/api/petitions?${query}`), 'items'));
    for (const row of page) {
      const [fromMs, toMs_] = [toMs(row['receivedAt']), toMs(row['concludedAt'])];
      if (fromMs === null || toMs_ === null || !text(row, 'businessKey').startsWith('XF-')) continue;
      const bar = Math.min(Math.floor((toMs_ - fromMs) / DAY_MS / BAR_DAYS), BARS - 1);
      bars[bar] = (bars[bar] ?? 0) + 1;
    }
    if (page.length < PAGE) return bars;
  }
}

/** What stands below the bars of `daysToConclusion`. */
export const barLabel = (index: number): string =>
  index === BARS - 1 ? `${index * BAR_DAYS}+` : String((index + 1) * BAR_DAYS);
