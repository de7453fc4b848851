import { EngineError } from '../engine-error.ts';
import { formatDate, parseDate } from './date-text.ts';
import { doubleValue, fromPlain, LONG_MAX, LONG_MIN, longValue, type TypedValue, VALUE_TYPES } from './typed-value.ts';

/** Java classes the reference names when a value does not fit its type. */
const JAVA_CLASSES: Readonly<Record<string, string>> = {
  Null: 'javax.lang.model.type.NullType',
  Date: 'java.util.Date',
  Bytes: '[B',
};
/** Anything that base64 text cannot hold; a search for one is linear, whatever the size. */
const NOT_BASE64 = /[^A-Za-z0-9+/\-_=]/;
const WHOLE_RANGES = {
  Short: [-(2n ** 15n), 2n ** 15n - 1n],
  Integer: [-(2n ** 31n), 2n ** 31n - 1n],
  Long: [LONG_MIN, LONG_MAX],
} as const;

/**
 * The variable a request names: `value` is converted to the type as the reference converts it ("5" is an Integer,
 * 5 a String), and a typed null keeps its type. The first letter of `type` is free of case, nothing else is; without
 * a type it is inferred as `fromPlain` does.
 * @throws EngineError InvalidRequestException with the reference's wording when the type is unknown or the value does not fit
 */
export function convert(value: unknown, type?: unknown, info?: Record<string, unknown>): TypedValue {
  const typed = type === undefined || type === null ? fromPlain(value) : convertTo(value, type, info);
  return info === undefined || Object.keys(info).length === 0 ? typed : { ...typed, info: { ...typed.info, ...info } };
}

/** The type's own spelling: `integer` and `Integer` are one type, `INTEGER` is none. */
function typeName(type: string): string | undefined {
  const name = type.charAt(0).toUpperCase() + type.slice(1);
  return VALUE_TYPES.find((known) => known === name);
}

function convertTo(value: unknown, type: unknown, info: Record<string, unknown> | undefined): TypedValue {
  const name = typeof type === 'string' ? typeName(type) : undefined;
  if (name === undefined) throw invalid(`Unsupported value type '${String(type)}'`);
  if (name === 'File') return file(value, info);
  if (value === null || value === undefined) return { type: name, value: null };
  const converted = convertValue(value, name);
  if (converted === undefined) {
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    const target = JAVA_CLASSES[name] ?? `java.lang.${name}`;
    throw invalid(`Cannot convert value '${shown}' of type '${String(type)}' to java type ${target}`);
  }
  return { type: name, value: converted };
}

/** undefined: the value does not fit. */
function convertValue(value: unknown, type: string): unknown {
  switch (type) {
    case 'String':
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    case 'Boolean':
      if (typeof value === 'boolean') return value;
      return typeof value === 'string' ? booleanIn(value) : undefined;
    case 'Short':
    case 'Integer':
    case 'Long':
      return whole(value, type);
    case 'Double':
      return fraction(value);
    case 'Date': {
      const at = typeof value === 'string' ? parseDate(value) : undefined;
      return at === undefined ? undefined : formatDate(at);
    }
    case 'Bytes':
      return typeof value === 'string' && !NOT_BASE64.test(value) ? value : undefined;
    case 'Json':
    case 'Xml':
    case 'Object':
      if (typeof value === 'string') return value;
      throw invalid(`Must provide 'null' or String value for value of SerializableValue type '${type}'.`);
    default:
      return undefined;
  }
}

function booleanIn(text: string): boolean | null | undefined {
  if (text === '') return null;
  if (text.toLowerCase() === 'true') return true;
  return text.toLowerCase() === 'false' ? false : undefined;
}

/** An empty text is a null of that type, as the reference's JSON reader takes it. */
function whole(value: unknown, type: keyof typeof WHOLE_RANGES): number | string | null | undefined {
  if (value === '') return null;
  const text = typeof value === 'string' ? value.trim() : typeof value === 'bigint' ? value.toString() : value;
  if (typeof text === 'string' && !/^[+-]?\d+$/.test(text)) return undefined;
  if (typeof text !== 'string' && !(typeof text === 'number' && Number.isInteger(text))) return undefined;
  const number = BigInt(text);
  const [low, high] = WHOLE_RANGES[type];
  return number < low || number > high ? undefined : longValue(number);
}

function fraction(value: unknown): number | string | null | undefined {
  if (typeof value === 'number') return doubleValue(value);
  if (typeof value !== 'string') return undefined;
  if (value === '') return null;
  const text = value.trim();
  if (/^[+-]?(Infinity|NaN)$/.test(text)) return doubleValue(Number(text));
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? doubleValue(Number(text)) : undefined;
}

function file(value: unknown, info: Record<string, unknown> | undefined): TypedValue {
  const { filename } = info ?? {};
  if (typeof filename !== 'string') throw invalid('Cannot create file without valueInfo.');
  if (value === null || value === undefined) return { type: 'File', value: null };
  if (typeof value === 'string' && !NOT_BASE64.test(value)) return { type: 'File', value };
  throw invalid(`Cannot convert value of type 'File': the content must be base64 text`);
}

function invalid(message: string): EngineError {
  return new EngineError('InvalidRequestException', message, { code: null });
}
