import { DateTime, Duration } from 'luxon';
import { EngineError } from '../engine-error.ts';
import { parseDate } from '../expressions/date-text.ts';
import type { TypedValue } from '../expressions/typed-value.ts';

/**
 * The moment a date expression means.
 * @param value a `Date`, or text: an ISO 8601 date-time, or a period such as `PT1H` counted from now
 * @param now epoch milliseconds
 * @returns epoch milliseconds, or null for null or an empty text
 * @throws EngineError when the text is neither
 */
export function dueAtOf(value: TypedValue, now: number): number | null {
  if (value.value === null || value.value === '') return null;
  const text = String(value.value).trim();
  const wire = parseDate(text);
  if (wire !== undefined) return wire;
  if (/^-?P/.test(text)) return now + durationMs(text, now);
  const date = DateTime.fromISO(text);
  if (!date.isValid)
    throw new EngineError(
      'ProcessEngineException',
      `couldn't resolve duedate: '${text}' is neither an ISO 8601 date nor a period`,
    );
  return date.toMillis();
}

/**
 * Milliseconds from `now` to the end of an ISO 8601 period, in calendar arithmetic (P1M from 31 January ends in February).
 * @throws EngineError when the text is no period
 */
export function durationMs(text: string, now: number): number {
  const plain = plainDurationMs(text, now);
  if (plain !== undefined) return plain;
  const duration = Duration.fromISO(text);
  // A period is never negative, nor empty as `P` alone would be.
  if (!/^P.*\d/.test(text) || !duration.isValid)
    throw new EngineError('ProcessEngineException', `'${text}' is not an ISO 8601 period`);
  return DateTime.fromMillis(now).plus(duration).toMillis() - now;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PLAIN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Weeks to seconds are of one length but where clocks are put forward or back meanwhile: undefined then, and for other periods. */
function plainDurationMs(text: string, now: number): number | undefined {
  const parts = PLAIN.exec(text);
  if (!parts || !/\d[WDHMS]$/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const duration = (7 * weeks + days) * DAY_MS + (60 * hours + minutes) * MINUTE_MS + 1000 * seconds;
  const moved = (at: number): number => new Date(at).getTimezoneOffset();
  return weeks + days > 0 && moved(now) !== moved(now + duration) ? undefined : duration;
}
