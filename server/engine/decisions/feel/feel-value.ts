import {
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelRange,
  FeelTime,
  isFunction,
  parseDateTime,
  parseDate as parseFeelDate,
} from 'feelin';
import { DateTime } from 'luxon';
import { parseDate } from '../../expressions/date-text.ts';
import { doubleValue, longValue, type TypedValue, toPlain } from '../../expressions/typed-value.ts';

export function isFeelDateTime(value: unknown): value is FeelDateTime {
  return value instanceof FeelDateTime;
}

/** ISO text of a FEEL date, time, date and time or duration; undefined for anything else. */
export function temporalText(value: unknown): string | undefined {
  const isTemporal =
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof FeelDuration;
  return isTemporal ? value.toString() : undefined;
}

/** The same as Java writes it: no seconds that are zero, days as hours. */
export function javaTemporalText(value: unknown): string | undefined {
  const text = temporalText(value);
  if (text === undefined || value instanceof FeelDate) return text;
  if (value instanceof FeelDuration) return text.replace(/^(-?)P(\d+)D(?:T(?:(\d+)H)?)?/, daysAsHours);
  return text.replace(/(^|T)(\d\d:\d\d):00(?![.\d])/, '$1$2');
}

function daysAsHours(_all: string, sign: string, days: string, hours = '0'): string {
  return `${sign}PT${Number(days) * 24 + Number(hours)}H`;
}

/** A moment as FEEL's local date and time in a zone: what a `Date` variable is in FEEL. */
function localDateTime(epochMs: number, zone: string): FeelDateTime | null {
  const local = DateTime.fromMillis(epochMs, { zone });
  return parseDateTime(local.toFormat(local.millisecond === 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.SSS"));
}

/** What `now()` answers: the moment with its zone. */
export function localNow(epochMs: number, zone: string): unknown {
  const text = DateTime.fromMillis(epochMs, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS");
  return parseDateTime(zone === 'UTC' ? `${text}Z` : `${text}@${zone}`);
}

/** What `today()` answers. */
export function localDate(epochMs: number, zone: string): unknown {
  return parseFeelDate(DateTime.fromMillis(epochMs, { zone }).toFormat('yyyy-MM-dd'));
}

/** Epoch milliseconds; one without a zone of its own is local to `zone`. */
export function momentOf(value: FeelDateTime, zone: string): number {
  const [, text = '', named] = /^([^@]*)(?:@(.+))?$/.exec(value.toString()) ?? [];
  return DateTime.fromISO(text, { zone: named ?? zone }).toMillis();
}

/** A variable as FEEL calculates with it. Numbers are JavaScript numbers; a `Date` is local to the zone. */
export function toFeel(typed: TypedValue, zone: string): unknown {
  if (typed.type === 'Date' && typeof typed.value === 'string') {
    const at = parseDate(typed.value);
    return at === undefined ? typed.value : localDateTime(at, zone);
  }
  const plain = toPlain(typed);
  return typeof plain === 'bigint' ? Number(plain) : plain;
}

/**
 * A FEEL result without a declared type as a variable: whole numbers are Long, others Double, lists and contexts Json,
 * dates, times and durations their ISO text (the reference keeps Java objects there), a range null.
 * @throws Error for a function, which is no value
 */
export function fromFeel(value: unknown): TypedValue {
  if (value === null || value === undefined || value instanceof FeelRange) return { type: 'Null', value: null };
  if (isFunction(value) || typeof value === 'function') throw new Error('the result is a function, not a value');
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 63
        ? { type: 'Long', value: longValue(value) }
        : { type: 'Double', value: doubleValue(value) };
    case 'boolean':
      return { type: 'Boolean', value };
    case 'object':
      break;
    default:
      return { type: 'String', value: String(value) };
  }
  const text = temporalText(value);
  return text === undefined ? { type: 'Json', value: JSON.stringify(value) } : { type: 'String', value: text };
}
