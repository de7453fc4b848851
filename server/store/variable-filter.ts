import type { Knex } from 'knex';
import { parseDate } from '../engine/expressions/date-text.ts';
import type { SortTerm } from './list-query.ts';

export type VariableOperator = 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'like' | 'notLike';

/** The type of `value` decides: a number finds Short, Integer, Long and Double alike, a text finds only String. */
export interface VariableFilter {
  name: string;
  operator: VariableOperator;
  value: string | number | boolean | null;
}

export interface VariableCase {
  variableNamesIgnoreCase?: boolean;
  variableValuesIgnoreCase?: boolean;
}

/** Whose variables are looked at: those of the process instance, of an execution, or of a whole instance with all scopes. */
export interface VariableScope {
  /** Column of the outer query to which the variable's `instance_id` or `execution_id` must be equal. */
  column: string;
  of: 'instance' | 'execution';
  /** Only the variables of the instance's own scope. */
  rootScope?: boolean;
  /** Only variables that exist now. */
  live?: boolean;
  /** Only variables of exactly this type, instead of what the value's JSON type finds. */
  type?: string;
}

const OPERATORS: Record<Exclude<VariableOperator, 'like' | 'notLike'>, string> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gteq: '>=',
  lt: '<',
  lteq: '<=',
};

const NUMBER_TYPES = ['Short', 'Integer', 'Long', 'Double'];

/** How much of a text the index over texts holds. */
const INDEXED_CHARACTERS = 64;

/** Keeps rows that have, for every filter, a variable that meets it. */
export function whereVariables(
  query: Knex.QueryBuilder,
  filters: readonly VariableFilter[],
  scope: VariableScope,
  ignore: VariableCase = {},
): void {
  for (const filter of filters) {
    // A sub-select by name and value, not one per row: its index answers at once however many instances there are.
    query.whereIn(scope.column, (variables: Knex.QueryBuilder) => {
      variables.from('history_variable').select(scope.of === 'instance' ? 'instance_id' : 'execution_id');
      if (scope.rootScope) variables.whereRaw('execution_id = instance_id');
      if (scope.live) variables.where('live', true);
      whereName(variables, filter.name, ignore);
      whereValue(variables, filter, ignore, scope.type);
    });
  }
}

function whereName(query: Knex.QueryBuilder, name: string, { variableNamesIgnoreCase }: VariableCase): void {
  if (variableNamesIgnoreCase) query.whereRaw('lower(name) = ?', [name.toLowerCase()]);
  else query.where('name', name);
}

/** Narrows a query over `history_variable` by value. */
export function whereValue(
  query: Knex.QueryBuilder,
  { operator, value }: Omit<VariableFilter, 'name'>,
  { variableValuesIgnoreCase }: VariableCase = {},
  type?: string,
): void {
  if (type !== undefined) query.where('type', type);
  if (value === null) {
    if (operator === 'eq') query.whereNull('text_value').whereNull('number_value').whereNull('large_value_id');
    else query.whereRaw('(coalesce(text_value, large_value_id) is not null or number_value is not null)');
  } else if (typeof value === 'string') {
    if (type === undefined) query.where('type', DATE.test(value) ? 'Date' : 'String');
    if (DATE.test(value) && type === undefined) whereDate(query, operator, value);
    else whereText(query, operator, value, variableValuesIgnoreCase ?? false);
  } else if (operator === 'like' || operator === 'notLike') {
    query.whereRaw('1 = 0');
  } else if (typeof value === 'boolean') {
    if (type === undefined) query.where('type', 'Boolean');
    query.whereRaw(`number_value ${OPERATORS[operator]} ?`, [value ? 1 : 0]);
  } else {
    if (type === undefined) query.whereIn('type', NUMBER_TYPES);
    query.whereRaw(`number_value ${OPERATORS[operator]} ?`, [value]);
  }
}

/** Written like this, a text is a date on the wire. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d{4})$/;

function whereDate(query: Knex.QueryBuilder, operator: VariableOperator, value: string): void {
  const at = parseDate(value);
  if (at === undefined || operator === 'like' || operator === 'notLike') query.whereRaw('1 = 0');
  else query.whereRaw(`number_value ${OPERATORS[operator]} ?`, [at]);
}

function whereText(query: Knex.QueryBuilder, operator: VariableOperator, value: string, ignoreCase: boolean): void {
  const column = ignoreCase ? 'lower(text_value)' : 'text_value';
  const text = ignoreCase ? value.toLowerCase() : value;
  if (operator === 'like' || operator === 'notLike') {
    query.whereRaw(`${column} ${operator === 'like' ? 'like' : 'not like'} ? escape ?`, [text, '\\']);
    return;
  }
  query.whereRaw(`${column} ${OPERATORS[operator]} ?`, [text]);
  if (operator === 'eq' && !ignoreCase) {
    query.whereRaw(`substr(text_value, 1, ${INDEXED_CHARACTERS}) = ?`, [firstCharacters(value)]);
  }
}

/** SQL counts code points where JavaScript counts halves of them. */
function firstCharacters(text: string): string {
  return Array.from(text.slice(0, 2 * INDEXED_CHARACTERS))
    .slice(0, INDEXED_CHARACTERS)
    .join('');
}

/** Sorts by the value of the variable named in the sorting's parameters; rows without it come first. */
export function byVariable(scope: VariableScope): SortTerm {
  return (query, order, parameters) => {
    const column = parameters?.type === undefined || parameters.type === 'String' ? 'text_value' : 'number_value';
    query.orderByRaw(
      `(select v.${column} from history_variable v where v.instance_id = t.instance_id and v.live ` +
        `and v.${scope.of}_id = ${scope.column} ${scope.rootScope ? 'and v.execution_id = v.instance_id ' : ''}` +
        `and v.name = ? limit 1) ${order} nulls ${order === 'asc' ? 'first' : 'last'}`,
      [parameters?.variable ?? ''],
    );
  };
}
