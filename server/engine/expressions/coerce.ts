import { type ElNumber, type ElValue, isElNumber } from './el-value.ts';
import { EvaluationFailure } from './expression-error.ts';
import { javaClass } from './java-text.ts';
import { LONG_MAX, LONG_MIN } from './typed-value.ts';

/** The coercion rules of the expression language (JSR 245, EL 2.2, section 1.18). */

const LONG_TEXT = /^[+-]?\d+$/;
const DOUBLE_TEXT = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|Infinity|NaN)[dDfF]?$/;

/** The number inside, or undefined for anything that is no number. */
export function numberIn(value: ElValue): ElNumber | undefined {
  return typeof value === 'object' && value !== null && isElNumber(value) ? value : undefined;
}

/** null and '' are 0, text must be a whole number, fractions are cut. @throws EvaluationFailure when it cannot be */
export function toLong(value: ElValue): number | bigint {
  if (value === null || value === '') return 0;
  if (typeof value === 'string') {
    if (!LONG_TEXT.test(value)) throw cannotCoerce(value, 'java.lang.Long');
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number + 0;
    const big = BigInt(value);
    if (big < LONG_MIN || big > LONG_MAX) throw cannotCoerce(value, 'java.lang.Long');
    return big;
  }
  const number = numberIn(value);
  if (number === undefined) throw wrongClass(value, 'java.lang.Long');
  if (number.type !== 'Double') return typeof number.value === 'string' ? BigInt(number.value) : number.value;
  const cut = Math.trunc(Number(number.value));
  if (Number.isNaN(cut)) return 0;
  if (Number.isSafeInteger(cut)) return cut + 0;
  if (cut >= 2 ** 63) return LONG_MAX;
  return cut < -(2 ** 63) ? LONG_MIN : BigInt(cut);
}

/** null and '' are 0. @throws EvaluationFailure when it cannot be */
export function toDouble(value: ElValue): number {
  if (value === null || value === '') return 0;
  if (typeof value === 'string') {
    const text = value.trim();
    if (!DOUBLE_TEXT.test(text)) throw cannotCoerce(value, 'java.lang.Double');
    return Number(text.replace(/(?<=[\d.])[dDfF]$/, ''));
  }
  const number = numberIn(value);
  if (number === undefined) throw wrongClass(value, 'java.lang.Double');
  return Number(number.value);
}

/** null and '' are false; text is true when it reads `true` in any case. @throws EvaluationFailure for other types */
export function toBoolean(value: ElValue): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  throw wrongClass(value, 'java.lang.Boolean');
}

function cannotCoerce(value: string, target: string): EvaluationFailure {
  return new EvaluationFailure('other', `Cannot coerce '${value}' to class ${target}`);
}
function wrongClass(value: ElValue, target: string): EvaluationFailure {
  return new EvaluationFailure('other', `Cannot coerce from class ${javaClass(value)} to class ${target}`);
}
