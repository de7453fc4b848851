import { toLong } from '../coerce.ts';
import type { ElValue } from '../el-value.ts';
import type { ExpressionScope } from '../expression-scope.ts';
import { textOf } from '../java-text.ts';

/** A method an expression may call: how many arguments it takes, and what it does. */
export interface Method<T> {
  readonly min: number;
  readonly max: number;
  readonly call: (base: T, args: readonly ElValue[], scope: ExpressionScope) => ElValue;
}

/** What an expression may read and call on one kind of value. Anything not in a table does not exist. */
export interface MemberTable<T> {
  readonly properties: ReadonlyMap<string, (base: T) => ElValue>;
  readonly methods: ReadonlyMap<string, Method<T>>;
}

/** A method of a fixed number of arguments. */
export function method<T>(
  count: number,
  call: (base: T, args: readonly ElValue[], scope: ExpressionScope) => ElValue,
): Method<T> {
  return { min: count, max: count, call };
}

/** Properties that are read as `x.name` and as `x.getName()` (`x.isName()` too), as Java beans are. */
export function beanMembers<T>(
  properties: Readonly<Record<string, (base: T) => ElValue>>,
  methods: Readonly<Record<string, Method<T>>> = {},
): MemberTable<T> {
  const getters = Object.entries(properties).map(([name, read]): [string, Method<T>] => [
    `get${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    method(0, (base) => read(base)),
  ]);
  return {
    properties: new Map(Object.entries(properties)),
    methods: new Map([...getters, ...Object.entries(methods)]),
  };
}

/** An argument as text; null is ''. */
export function textArgument(args: readonly ElValue[], index: number): string {
  return textOf(args[index] ?? null);
}

/** An argument as a whole number. @throws EvaluationFailure when it is none */
export function wholeArgument(args: readonly ElValue[], index: number): number {
  return Number(toLong(args[index] ?? null));
}
