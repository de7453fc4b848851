import { numberIn, toDouble, toLong } from './coerce.ts';
import type { ElNumber, ElValue } from './el-value.ts';
import { EvaluationFailure } from './expression-error.ts';
import { javaClass } from './java-text.ts';
import { doubleValue, longValue } from './typed-value.ts';

/** Arithmetic of the expression language (JSR 245, EL 2.2, section 1.7): Long unless a fraction takes part; `/` is always Double. */

const ZERO: ElNumber = { type: 'Long', value: 0 };

/** A Double, or text that is written like one. */
function isFraction(value: ElValue): boolean {
  if (typeof value === 'string') return /[.eE]/.test(value);
  return numberIn(value)?.type === 'Double';
}

function long(value: number | bigint): ElNumber {
  return { type: 'Long', value: longValue(value) };
}
function double(value: number): ElNumber {
  return { type: 'Double', value: doubleValue(value) };
}

type Whole = (a: bigint, b: bigint) => bigint;

function calculate(left: ElValue, right: ElValue, plain: (a: number, b: number) => number, exact: Whole): ElNumber {
  if (left === null && right === null) return ZERO;
  if (isFraction(left) || isFraction(right)) return double(plain(toDouble(left), toDouble(right)));
  const a = toLong(left);
  const b = toLong(right);
  if (typeof a === 'number' && typeof b === 'number') {
    const result = plain(a, b);
    if (Number.isSafeInteger(result)) return long(result);
  }
  return long(exact(BigInt(a), BigInt(b)));
}

export function add(left: ElValue, right: ElValue): ElNumber {
  return calculate(
    left,
    right,
    (a, b) => a + b,
    (a, b) => a + b,
  );
}

export function subtract(left: ElValue, right: ElValue): ElNumber {
  return calculate(
    left,
    right,
    (a, b) => a - b,
    (a, b) => a - b,
  );
}

export function multiply(left: ElValue, right: ElValue): ElNumber {
  return calculate(
    left,
    right,
    (a, b) => a * b,
    (a, b) => a * b,
  );
}

export function divide(left: ElValue, right: ElValue): ElNumber {
  if (left === null && right === null) return ZERO;
  return double(toDouble(left) / toDouble(right));
}

/** @throws EvaluationFailure `/ by zero` for whole numbers */
export function remainder(left: ElValue, right: ElValue): ElNumber {
  if (left === null && right === null) return ZERO;
  if (!isFraction(left) && !isFraction(right) && BigInt(toLong(right)) === 0n) {
    throw new EvaluationFailure('other', '/ by zero');
  }
  return calculate(
    left,
    right,
    (a, b) => a % b,
    (a, b) => a % b,
  );
}

/** A variable keeps its type when negated; text becomes Long or Double. */
export function negate(value: ElValue): ElNumber {
  if (value === null) return ZERO;
  if (typeof value === 'string') return isFraction(value) ? double(-toDouble(value)) : long(-BigInt(toLong(value)));
  const number = numberIn(value);
  if (number === undefined) throw new EvaluationFailure('other', `Cannot negate 'class ${javaClass(value)}'`);
  if (number.type === 'Double') return double(-Number(number.value));
  return { type: number.type, value: longValue(-BigInt(number.value)) };
}
