import { DateTime } from 'luxon';
import { formatDate, parseDate } from '../expressions/date-text.ts';
import { doubleText } from '../expressions/java-text.ts';
import { doubleValue, fromPlain, LONG_MAX, LONG_MIN, longValue, type TypedValue } from '../expressions/typed-value.ts';
import { isFeelDateTime, javaTemporalText, momentOf } from './feel/feel-value.ts';

/** Types a clause can convert to. Any other `typeRef` leaves values as they are, as in the reference. */
export type ClauseType = 'string' | 'boolean' | 'integer' | 'long' | 'double' | 'date';

const TYPES: readonly ClauseType[] = ['string', 'boolean', 'integer', 'long', 'double', 'date'];
const INT_MIN = -(2n ** 31n);
const INT_MAX = 2n ** 31n - 1n;

/** The type a `typeRef` names, free of case; undefined for one that does not convert. */
export function clauseType(typeRef: string | undefined): ClauseType | undefined {
  const name = typeRef?.toLowerCase();
  return TYPES.find((type) => type === name);
}

/**
 * A value (as FEEL holds it) as the variable its clause declares. null stays null, without a type.
 * @throws Error DMN-01005 when the value does not fit
 */
export function toClauseType(value: unknown, type: ClauseType, zone: string): TypedValue {
  if (value === null || value === undefined) return { type: 'Null', value: null };
  const typed = convert(value, type, zone);
  if (typed === undefined)
    throw new Error(`DMN-01005 Invalid value '${javaText(value)}' for clause with type '${type}'.`);
  return typed;
}

function convert(value: unknown, type: ClauseType, zone: string): TypedValue | undefined {
  switch (type) {
    case 'string':
      return { type: 'String', value: javaText(value) };
    case 'boolean':
      if (typeof value === 'boolean') return { type: 'Boolean', value };
      if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return undefined;
      return { type: 'Boolean', value: value.toLowerCase() === 'true' };
    case 'integer':
      return whole(value, 'Integer', INT_MIN, INT_MAX);
    case 'long':
      return whole(value, 'Long', LONG_MIN, LONG_MAX);
    case 'double': {
      if (typeof value === 'number') return { type: 'Double', value: doubleValue(value) };
      if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return undefined;
      return { type: 'Double', value: doubleValue(Number(value)) };
    }
    case 'date': {
      const at = momentIn(value, zone);
      return at === undefined || Number.isNaN(at) ? undefined : { type: 'Date', value: formatDate(at) };
    }
  }
}

function whole(value: unknown, type: string, low: bigint, high: bigint): TypedValue | undefined {
  const fits =
    typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^[+-]?\d+$/.test(value);
  if (!fits) return undefined;
  const number = BigInt(value as number | string);
  return number < low || number > high ? undefined : { type, value: longValue(number) };
}

/** Epoch milliseconds of a date and time, or of its ISO text; a text without an offset is local to the zone. */
function momentIn(value: unknown, zone: string): number | undefined {
  if (isFeelDateTime(value)) return momentOf(value, zone);
  if (typeof value !== 'string') return undefined;
  const wire = parseDate(value);
  if (wire !== undefined) return wire;
  const [text] = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})?/.exec(value) ?? [];
  return text === undefined ? undefined : DateTime.fromISO(text, { zone }).toMillis();
}

/** A value's text as Java's `toString` gives it: `2.5`, `[1, a]`, `{a=1}`. */
function javaText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return fromPlain(value).type === 'Double' ? doubleText(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  const temporal = javaTemporalText(value);
  if (temporal !== undefined) return temporal;
  if (typeof value !== 'object') return String(value);
  return `{${Object.entries(value)
    .map(([key, entry]) => `${key}=${javaText(entry)}`)
    .join(', ')}}`;
}
