import { RequestError } from './request-error.ts';
import type { DateCondition, VariableCondition } from './schema.ts';
import { readDate } from './wire-date.ts';

const OPERATORS: readonly VariableCondition['operator'][] = [
  'eq',
  'neq',
  'gt',
  'gteq',
  'lt',
  'lteq',
  'like',
  'notLike',
];

/**
 * Conditions of a query string: `name_op_value[,name_op_value…]`. The value is always a String, and may hold underscores.
 * @param parameter its name, for the refusal
 * @throws RequestError 400 when a term lacks a part or its operator is unknown
 */
export function readConditionText(text: string, parameter: string): VariableCondition[] {
  return text.split(',').map((term) => {
    const [name = '', operator = '', ...rest] = term.split('_');
    if (rest.length === 0) {
      throw new RequestError(
        400,
        `Cannot set query parameter '${parameter}' to value '${text}': variable query parameter has to have format KEY_OPERATOR_VALUE.`,
      );
    }
    return { name, operator: operatorOf(operator), value: rest.join('_') };
  });
}

/** Conditions of a body: `[{ name, operator, value }]`, where the JSON type of the value decides. */
export function readConditionList(value: unknown): VariableCondition[] {
  if (!Array.isArray(value))
    throw new RequestError(400, 'variable conditions have to be an array of {name, operator, value}');
  return value.map((item: unknown) => {
    const {
      name,
      operator,
      value: wanted,
    }: Record<string, unknown> = typeof item === 'object' && item !== null ? { ...item } : {};
    if (typeof name !== 'string') throw new RequestError(400, 'a variable condition needs a name');
    if (operator === undefined || wanted === undefined) {
      throw new RequestError(400, `the condition on variable '${name}' needs an operator and a value`);
    }
    return { name, operator: operatorOf(operator), value: scalar(name, wanted) };
  });
}

function operatorOf(word: unknown): VariableCondition['operator'] {
  const operator = OPERATORS.find((known) => known === word);
  if (!operator) throw new RequestError(400, `Invalid variable comparator specified: ${String(word)}`);
  return operator;
}

const DATE_OPERATORS: readonly DateCondition['operator'][] = ['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq'];

/** Conditions on a date: `gt_2026-11-24T08:00:00.000+0000,…` in a query string, `[{ operator, value }]` in a body. */
export function readDateConditions(value: unknown): DateCondition[] {
  const terms: unknown[] =
    typeof value === 'string' ? value.split(',').map(dateTerm) : Array.isArray(value) ? value : [value];
  return terms.map((term) => {
    const { operator, value: at }: Record<string, unknown> =
      typeof term === 'object' && term !== null ? { ...term } : {};
    const known = DATE_OPERATORS.find((word) => word === operator);
    const epochMs = typeof at === 'string' ? readDate(at) : undefined;
    if (!known || epochMs === undefined) {
      throw new RequestError(
        400,
        `Invalid date condition '${String(operator)}_${String(at)}': expected e.g. gt_2026-11-24T08:00:00.000+0000`,
      );
    }
    return { operator: known, value: epochMs };
  });
}

function dateTerm(term: string): { operator: string; value: string } {
  const [operator = '', ...rest] = term.split('_');
  return { operator, value: rest.join('_') };
}

function scalar(name: string, value: unknown): VariableCondition['value'] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  throw new RequestError(400, `the condition on variable '${name}' compares with an object, which is not possible`);
}
