import { numberIn, toBoolean, toDouble, toLong } from './coerce.ts';
import { type ElValue, epochOf, toJson } from './el-value.ts';
import { EvaluationFailure } from './expression-error.ts';
import { javaClass, textOf } from './java-text.ts';

/** Comparison of the expression language (JSR 245, EL 2.2, section 1.8): numbers before truth values before text. */

/** Negative, 0 or positive; NaN when a number is NaN. Neither side is null. */
function order(left: ElValue, right: ElValue): number {
  const a = numberIn(left);
  const b = numberIn(right);
  if (a !== undefined && b !== undefined && typeof a.value === 'number' && typeof b.value === 'number') {
    return a.value - b.value;
  }
  if (a?.type === 'Double' || b?.type === 'Double') return toDouble(left) - toDouble(right);
  if (a !== undefined || b !== undefined) return sign(toLong(left), toLong(right));
  if (typeof left === 'string' || typeof right === 'string') return sign(textOf(left), textOf(right));
  const from = epoch(left);
  const to = epoch(right);
  if (from !== undefined && to !== undefined) return from - to;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  throw new EvaluationFailure('other', `Cannot compare '${javaClass(left)}' and '${javaClass(right)}'`);
}

function sign<T extends number | bigint | string>(a: T | number, b: T | number): number {
  if (a === b) return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

function epoch(value: ElValue): number | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (value.type === 'Date') return epochOf(value);
  return value.type === 'DateTime' ? value.epochMs : undefined;
}

export function less(left: ElValue, right: ElValue): boolean {
  if (left === null || right === null) return false;
  return order(left, right) < 0;
}

export function greater(left: ElValue, right: ElValue): boolean {
  if (left === null || right === null) return false;
  return order(left, right) > 0;
}

export function lessOrEqual(left: ElValue, right: ElValue): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  return order(left, right) <= 0;
}

export function greaterOrEqual(left: ElValue, right: ElValue): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  return order(left, right) >= 0;
}

export function equal(left: ElValue, right: ElValue): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  const a = numberIn(left);
  const b = numberIn(right);
  if (a !== undefined || b !== undefined) {
    if (a !== undefined && b !== undefined && typeof a.value === 'number' && typeof b.value === 'number') {
      return a.value === b.value;
    }
    if (a?.type === 'Double' || b?.type === 'Double') return toDouble(left) === toDouble(right);
    return BigInt(toLong(left)) === BigInt(toLong(right));
  }
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left) === toBoolean(right);
  if (typeof left === 'string' || typeof right === 'string') return textOf(left) === textOf(right);
  return same(left, right);
}

/** Equality of two objects, as Java's `equals` of their classes decides it. */
function same(
  left: Exclude<ElValue, null | string | boolean>,
  right: Exclude<ElValue, null | string | boolean>,
): boolean {
  if (left.type !== right.type) return false;
  if (left.type === 'Json' || left.type === 'List')
    return JSON.stringify(toJson(left)) === JSON.stringify(toJson(right));
  const from = epoch(left);
  if (from !== undefined) return from === epoch(right);
  return left.type === 'opaque' && right.type === 'opaque' && left.typed.value === right.typed.value;
}

/** `empty x`: null, '', and lists, maps and JSON containers without content. */
export function isEmpty(value: ElValue): boolean {
  if (value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  if (value.type === 'List') return value.items.length === 0;
  if (value.type !== 'Json' || typeof value.json !== 'object' || value.json === null) return false;
  return Object.keys(value.json).length === 0;
}
