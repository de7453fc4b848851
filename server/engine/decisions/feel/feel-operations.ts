import { duration, FeelDuration } from 'feelin';
import { libraryFunction } from './feel-library.ts';

/** FEEL's operators on numbers, text and truth values; other kinds (dates, durations, lists) go to the library. */

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '**';

const library = new Map<string, (args: unknown[]) => unknown>();

/** `a operator b` by the library, compiled once for each operator. */
function byLibrary(operator: string, left: unknown, right: unknown): unknown {
  let operation = library.get(operator);
  if (operation === undefined) {
    operation = libraryFunction(`a ${operator} b`, ['a', 'b']);
    library.set(operator, operation);
  }
  return operation([left, right]);
}

function isPrimitive(value: unknown): value is number | string | boolean {
  return typeof value !== 'object' && typeof value !== 'function';
}

/** Three-valued: values of different kinds are neither equal nor unequal, but null. Only null equals null. */
export function feelEqual(left: unknown, right: unknown): boolean | null {
  if (left === null || right === null) return left === right;
  if (isPrimitive(left) && isPrimitive(right)) return typeof left === typeof right ? left === right : null;
  if (isPrimitive(left) || isPrimitive(right) || Array.isArray(left) !== Array.isArray(right)) return null;
  return truth(byLibrary('=', left, right));
}

/** Three-valued comparison; null where there is no order. */
export function feelCompare(operator: Comparison, left: unknown, right: unknown): boolean | null {
  if (operator === '=') return feelEqual(left, right);
  if (operator === '!=') {
    const equal = feelEqual(left, right);
    return equal === null ? null : !equal;
  }
  const ordered =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (ordered) {
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    return operator === '<=' ? left <= right : left >= right;
  }
  if (left === null || right === null || isPrimitive(left) || isPrimitive(right)) return null;
  return truth(byLibrary(operator, left, right));
}

/** FEEL counts in decimals: 0.1 + 0.2 is 0.3. Doubles carry 15 decimal digits safely; what lies beyond is their noise. */
function decimal(value: number): number | null {
  if (Number.isInteger(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
}

/** null where the operator has no meaning for its operands, and for a division by 0. */
export function feelCalculate(operator: Arithmetic, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    switch (operator) {
      case '+':
        return decimal(left + right);
      case '-':
        return decimal(left - right);
      case '*':
        return decimal(left * right);
      case '/':
        return right === 0 ? null : left / right;
      case '**':
        return decimal(left ** right);
    }
  }
  const scaled = scaledDuration(operator, left, right);
  if (scaled !== undefined) return scaled;
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (left === null || right === null || (isPrimitive(left) && isPrimitive(right))) return null;
  return byLibrary(operator, left, right) ?? null;
}

/** A duration times or divided by a number (DMN 1.3, table 54), which the library leaves out; undefined for other operands. */
function scaledDuration(operator: Arithmetic, left: unknown, right: unknown): unknown {
  if (operator === '*' && typeof left === 'number' && right instanceof FeelDuration) return scale(right, left);
  if (operator === '/' && left instanceof FeelDuration && right instanceof FeelDuration) return ratio(left, right);
  if (!(left instanceof FeelDuration) || typeof right !== 'number') return undefined;
  if (operator === '*') return scale(left, right);
  if (operator === '/') return right === 0 ? null : scale(left, 1 / right);
  return undefined;
}

/** How often one duration goes into another of its kind; null for another kind or none at all. */
function ratio(left: FeelDuration, right: FeelDuration): number | null {
  if (left.yearsMonths !== right.yearsMonths) return null;
  const divisor = sizeOf(right);
  return divisor === 0 ? null : sizeOf(left) / divisor;
}

/** In months, or in seconds. */
function sizeOf(value: FeelDuration): number {
  if (value.yearsMonths) return value.years * 12 + value.months;
  return ((value.days * 24 + value.hours) * 60 + value.minutes) * 60 + value.seconds;
}

function scale(value: FeelDuration, factor: number): FeelDuration | null {
  const size = value.yearsMonths ? Math.trunc(sizeOf(value) * factor) : Math.round(sizeOf(value) * factor);
  const text = value.yearsMonths ? `${Math.abs(size)}M` : `T${Math.abs(size)}S`;
  return duration(`${size < 0 ? '-' : ''}P${text}`);
}

export function feelAnd(left: unknown, right: unknown): boolean | null {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : null;
}

export function feelOr(left: unknown, right: unknown): boolean | null {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : null;
}

export function feelNot(value: unknown): boolean | null {
  return typeof value === 'boolean' ? !value : null;
}

function truth(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
