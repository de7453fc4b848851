import { formatDate, parseDate } from './date-text.ts';

/**
 * A process variable's value with its type, as it is kept in the state, in history and on the wire.
 * `value` can always be written as JSON:
 *
 * | type | value |
 * |---|---|
 * | Boolean, String | true, 'text' |
 * | Short, Integer | number |
 * | Long | number; a decimal string when it is beyond ±(2^53−1), so that no digit is lost |
 * | Double | number; 'Infinity', '-Infinity' or 'NaN' where JSON has no number |
 * | Date | '2026-11-24T08:00:00.000+0000', always in UTC |
 * | Json, Xml, Object | the serialised text |
 * | File, Bytes | base64 text |
 * | Null | null; every other type may hold null too |
 *
 * `info` is the wire's `valueInfo`: `objectTypeName`, `serializationDataFormat`, `filename`, `mimeType`, `encoding`, `transient`.
 */
export interface TypedValue {
  type: string;
  value: unknown;
  info?: Record<string, unknown>;
}

/** Types a variable may have, spelled as answers spell them. */
export const VALUE_TYPES = [
  'Boolean',
  'String',
  'Null',
  'Short',
  'Integer',
  'Long',
  'Double',
  'Date',
  'Json',
  'Xml',
  'Object',
  'File',
  'Bytes',
] as const;

export const LONG_MIN = -(2n ** 63n);
export const LONG_MAX = 2n ** 63n - 1n;

/** A whole number as a `Long` keeps it: a number where that is exact, else decimal text. Wraps to 64 bits as Java does. */
export function longValue(value: number | bigint): number | string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0;
  const wrapped = BigInt.asIntN(64, BigInt(value));
  const short = Number(wrapped);
  return Number.isSafeInteger(short) ? short : wrapped.toString();
}

/** A fraction as a `Double` keeps it. */
export function doubleValue(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/**
 * The type a plain JavaScript value gets when nobody names one: string→String, true→Boolean, whole number of 32
 * bits→Integer, larger→Long, fraction→Double, null→Null, Date→Date, object or array→Json.
 */
export function fromPlain(value: unknown): TypedValue {
  switch (typeof value) {
    case 'string':
      return { type: 'String', value };
    case 'boolean':
      return { type: 'Boolean', value };
    case 'number':
      if (!Number.isInteger(value)) return { type: 'Double', value: doubleValue(value) };
      if (value >= -(2 ** 31) && value < 2 ** 31) return { type: 'Integer', value: value + 0 };
      return Math.abs(value) < 2 ** 63 ? { type: 'Long', value: longValue(value) } : { type: 'Double', value };
    case 'bigint':
      if (value < LONG_MIN || value > LONG_MAX) return { type: 'Double', value: Number(value) };
      return { type: 'Long', value: longValue(value) };
    case 'object':
      if (value === null) return { type: 'Null', value: null };
      if (value instanceof Date) return { type: 'Date', value: formatDate(value.getTime()) };
      return { type: 'Json', value: JSON.stringify(value) };
    default:
      return { type: 'Null', value: null };
  }
}

/**
 * The plain JavaScript value of a variable: numbers as numbers (a `Long` beyond ±(2^53−1) as bigint), `Date` as a Date,
 * `Json` and JSON-serialised `Object` as the parsed tree (text that is no JSON stays text), everything else as it is kept.
 */
export function toPlain(typed: TypedValue): unknown {
  const { type, value } = typed;
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'Long':
      return typeof value === 'string' ? BigInt(value) : value;
    case 'Double':
      return typeof value === 'string' ? Number(value) : value;
    case 'Date': {
      const at = typeof value === 'string' ? parseDate(value) : undefined;
      return at === undefined ? value : new Date(at);
    }
    case 'Json':
      return parseJson(value);
    case 'Object':
      return isJsonObject(typed) ? parseJson(value) : value;
    default:
      return value;
  }
}

/** Whether an `Object` variable is serialised as JSON, so that its inside can be read. */
export function isJsonObject(typed: TypedValue): boolean {
  const { serializationDataFormat: format } = typed.info ?? {};
  return typed.type === 'Object' && typeof format === 'string' && format.startsWith('application/json');
}

/** Parsed JSON text; a text that is no JSON is answered as it is. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
