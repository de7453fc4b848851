import { DateTime } from 'luxon';

/** The hours of each day in which history is cleaned up, in China's time. */
export interface CleanupWindow {
  /** Minutes after midnight. */
  readonly fromMinute: number;
  /** Minutes after midnight; not after `fromMinute` means on the next day. */
  readonly toMinute: number;
}

const ZONE = 'Asia/Shanghai';
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The window that is open at `now`, else the next one, in epoch milliseconds. */
export function nextWindow({ fromMinute, toMinute }: CleanupWindow, now: number): { from: number; to: number } {
  const midnight = DateTime.fromMillis(now, { zone: ZONE }).startOf('day').toMillis();
  const length = (toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY_MINUTES - fromMinute) * MINUTE_MS;
  for (const day of [-1, 0]) {
    const from = midnight + (day * DAY_MINUTES + fromMinute) * MINUTE_MS;
    if (now < from + length) return { from, to: from + length };
  }
  const from = midnight + (DAY_MINUTES + fromMinute) * MINUTE_MS;
  return { from, to: from + length };
}
