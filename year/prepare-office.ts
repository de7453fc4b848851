import { member, text, toRows } from '../demo/server.ts';
import type { JsonClient } from './json-client.ts';
import type { Places } from './places.ts';

/** Years after the last that is played: periods that begin in it end there. */
const YEARS_AFTER = 5;

/**
 * Sets up an empty office: places, and calendars for years that have none.
 * @returns the days (`yyyy-mm-dd`) of the year and the next on which the office is closed beside weekends
 */
export async function prepareOffice(client: JsonClient, places: Places, year: number): Promise<Set<string>> {
  await client.must('POST', '/api/office', places);
  const closed = new Set<string>();
  for (let one = year; one <= year + YEARS_AFTER; one += 1) {
    const calendar = await client.must('GET', `/api/calendar/${one}`);
    for (const holiday of toRows(member(calendar, 'holidays'))) closed.add(text(holiday, 'day'));
    if (member(calendar, 'known') === true) continue;
    const holidays = [{ name: '元旦', days: [`${one}-01-01`] }];
    await client.must('PUT', `/api/calendar/${one}`, { source: 'a year of test data', holidays });
  }
  return closed;
}
