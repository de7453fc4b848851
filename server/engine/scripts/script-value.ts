import { type ElValue, elDate, elInteger, elLong, epochOf } from '../expressions/el-value.ts';
import { EvaluationFailure } from '../expressions/expression-error.ts';
import { doubleValue, longValue } from '../expressions/typed-value.ts';

/**
 * A value on its way into a script or out of it. Texts, truth values, null and plain numbers stand for themselves.
 * `ref` is an object that stays outside and is called by its number; `method` and `undefined` only answer for properties.
 */
export type ScriptValue =
  | null
  | boolean
  | string
  | number
  | { readonly t: 'double' | 'long'; readonly v: string }
  | { readonly t: 'date'; readonly v: number | null }
  | { readonly t: 'json'; readonly v?: string }
  | { readonly t: 'list'; readonly v: readonly ScriptValue[] }
  | { readonly t: 'ref'; readonly v: number; readonly kind?: 'object' | 'array' }
  | { readonly t: 'method' | 'undefined' };

/** The objects that a script holds by number. */
export class ScriptObjects {
  readonly #objects: Exclude<ElValue, null>[];

  constructor(first: readonly Exclude<ElValue, null>[]) {
    this.#objects = [...first];
  }

  /** @throws EvaluationFailure for a number that was never given out */
  at(handle: number): Exclude<ElValue, null> {
    const found = this.#objects[handle];
    if (found === undefined) throw new EvaluationFailure('other', 'no such object');
    return found;
  }

  /** A value as a script sees it: numbers as numbers (a Long that is none exactly as BigInt), dates as Date. */
  encode(value: ElValue): ScriptValue {
    if (value === null || typeof value !== 'object') return value;
    switch (value.type) {
      case 'Short':
      case 'Integer':
      case 'Long':
        return typeof value.value === 'string' ? { t: 'long', v: value.value } : value.value;
      case 'Double':
        return typeof value.value === 'string' ? { t: 'double', v: value.value } : value.value;
      case 'Date':
        return { t: 'date', v: epochOf(value) };
      case 'List':
        return { t: 'list', v: value.items.map((item) => this.encode(item)) };
      default: {
        this.#objects.push(value);
        const handle = this.#objects.length - 1;
        if (value.type !== 'Json' || typeof value.json !== 'object' || value.json === null)
          return { t: 'ref', v: handle };
        return { t: 'ref', v: handle, kind: Array.isArray(value.json) ? 'array' : 'object' };
      }
    }
  }

  /** What a script hands out: whole numbers become Integer, beyond 32 bits Long, others Double; objects and arrays Json. */
  decode(value: ScriptValue): ElValue {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return numberOf(value);
    switch (value.t) {
      case 'double':
        return { type: 'Double', value: doubleValue(Number(value.v)) };
      case 'long':
        return elLong(longValue(BigInt(value.v)));
      case 'date':
        if (value.v === null) throw new EvaluationFailure('other', 'Invalid Date is no value');
        return elDate(value.v);
      case 'json':
        return value.v === undefined ? null : { type: 'Json', json: JSON.parse(value.v) };
      case 'list':
        return { type: 'List', items: value.v.map((item) => this.decode(item)) };
      case 'ref':
        return this.at(value.v);
      default:
        return null;
    }
  }
}

function numberOf(value: number): ElValue {
  if (!Number.isInteger(value)) return { type: 'Double', value };
  if (value >= -(2 ** 31) && value < 2 ** 31) return elInteger(value);
  return Math.abs(value) < 2 ** 63 ? elLong(longValue(value)) : { type: 'Double', value };
}
