import type { Knex } from 'knex';
import type { Condition } from './list-query.ts';

type Query = Knex.QueryBuilder;

/** `column` equals the value. */
export function equal<Filter>(column: string): Condition<string | number, Filter> {
  return (query, value) => query.where(column, value);
}

/** `column` is one of the values; an empty list finds nothing. */
export function oneOf<Filter>(column: string): Condition<readonly (string | number)[], Filter> {
  return (query, values) => query.whereIn(column, [...values]);
}

export function noneOf<Filter>(column: string): Condition<readonly (string | number)[], Filter> {
  return (query, values) => query.whereNotIn(column, [...values]);
}

/** SQL wildcards `%` and `_`, a backslash before one that stands for itself. */
export function like<Filter>(column: string): Condition<string, Filter> {
  return (query, value) => whereLike(query, column, value);
}

export function whereLike(query: Query, column: string, pattern: string): void {
  query.whereRaw('?? like ? escape ?', [column, pattern, '\\']);
}

/** `column operator value`. */
export function compare<Filter>(column: string, operator: '<' | '<=' | '>' | '>='): Condition<string | number, Filter> {
  return (query, value) => query.where(column, operator, value);
}

/** Holds when the flag is true. */
export function flag<Filter>(apply: (query: Query) => void): Condition<boolean, Filter> {
  return (query) => apply(query);
}

/** A flag that wants `column` to have this value. */
export function flagged<Filter>(column: string, value: string | number | boolean): Condition<boolean, Filter> {
  return (query) => query.where(column, value);
}

export function isNull<Filter>(column: string): Condition<boolean, Filter> {
  return (query) => query.whereNull(column);
}

export function isNotNull<Filter>(column: string): Condition<boolean, Filter> {
  return (query) => query.whereNotNull(column);
}

/** A value that only qualifies other filters. */
export function qualifier<Filter>(): Condition<unknown, Filter> {
  return () => {};
}

/**
 * Rows of running instances by instance id. These tables are indexed by root, not by instance: the instances' roots are
 * looked up first.
 */
export function ofInstances<Filter>(): Condition<string | readonly string[], Filter> {
  return (query, value) => {
    const ids = typeof value === 'string' ? [value] : [...value];
    query
      .whereIn('t.instance_id', ids)
      .whereIn('t.root_id', (roots: Query) => roots.from('runtime_instance').select('root_id').whereIn('id', ids));
  };
}

/** Rows whose `column` is the id of a process definition with this key, or one of these keys. */
export function ofDefinitionKeys<Filter>(column: string): Condition<string | readonly string[], Filter> {
  return (query, value) => {
    const keys = typeof value === 'string' ? [value] : [...value];
    query.whereIn(column, (ids: Query) => ids.from('definition_process').select('id').whereIn('key', keys));
  };
}
