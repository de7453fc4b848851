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
  const duration = Duration.fromISO(text);
  // A period is never negative, nor empty as `P` alone would be.
  if (!/^P.*\d/.test(text) || !duration.isValid)
    throw new EngineError('ProcessEngineException', `'${text}' is not an ISO 8601 period`);
  return DateTime.fromMillis(now).plus(duration).toMillis() - now;
}
