import { convert } from '../../../server/engine/expressions/convert-variable.ts';
import type {
  ExecutionScope,
  ExpressionScope,
  TaskScope,
} from '../../../server/engine/expressions/expression-scope.ts';
import { fromPlain, type TypedValue } from '../../../server/engine/expressions/typed-value.ts';

/** 24 November 2026, 08:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 8);

/** Variables of every type, as the tables of these tests use them. */
export const VARIABLES: Record<string, TypedValue> = {
  i: { type: 'Integer', value: 5 },
  l: { type: 'Long', value: 7 },
  big: { type: 'Long', value: '9007199254740993' },
  sh: { type: 'Short', value: 3 },
  d: { type: 'Double', value: 2.5 },
  three: { type: 'Double', value: 3 },
  s: { type: 'String', value: 'abc' },
  five: { type: 'String', value: '5' },
  yes: { type: 'Boolean', value: true },
  no: { type: 'Boolean', value: false },
  nothing: { type: 'Null', value: null },
  noNumber: { type: 'Integer', value: null },
  at: { type: 'Date', value: '2026-11-24T08:00:00.000+0000' },
  later: { type: 'Date', value: '2026-11-25T08:00:00.000+0000' },
  doc: {
    type: 'Json',
    value: '{"name":"路灯","n":3,"half":0.5,"ok":true,"none":null,"tags":["a","b"],"in":{"deep":[{"x":1},{"x":2}]}}',
  },
  list: fromPlain([1, 'a', 2.5]),
  empties: fromPlain([]),
  map: fromPlain({ a: 1, b: 'x' }),
  file: convert('aGk=', 'file', { filename: 'a.txt' }),
};

export function scopeOf(
  more: {
    variables?: Record<string, TypedValue>;
    execution?: ExecutionScope;
    task?: TaskScope;
    zone?: string;
    user?: string;
    groups?: string[];
  } = {},
): ExpressionScope {
  const variables = more.variables ?? VARIABLES;
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    execution: more.execution,
    task: more.task,
    now: NOW,
    zone: more.zone,
    currentUser: more.user ?? null,
    currentUserGroups: more.groups ?? null,
  };
}
