import fc from 'fast-check';
import { evaluate as byLibrary, unaryTest } from 'feelin';
import { describe, expect, test } from 'vitest';
import { DecisionScope } from '../../../server/engine/decisions/decision-scope.ts';
import { compileFeelNode } from '../../../server/engine/decisions/feel/compile-feel.ts';
import { compileUnaryTests } from '../../../server/engine/decisions/feel/compile-unary-tests.ts';
import { parseFeel } from '../../../server/engine/decisions/feel/feel-tree.ts';
import { fromPlain } from '../../../server/engine/expressions/typed-value.ts';
import { NOW } from './dmn.ts';

const NAMES = { input: ['cellInput'], known: ['风险 等级'] };
type Variables = Record<string, number | string | boolean | null>;

const variables = fc.record({
  a: fc.integer({ min: -20, max: 20 }),
  b: fc.integer({ min: -20, max: 20 }),
  s: fc.constantFrom('', 'abc', '路灯', 'x'),
  t: fc.boolean(),
  '风险 等级': fc.integer({ min: 1, max: 4 }),
});

/** Numbers, comparisons and logic, typed so that both sides have a defined answer. */
const { number, truth } = fc.letrec<{ number: string; truth: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', '风险 等级', '0', '1', '7', '-3', '2.5', '0.25'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([l, o, r]) => `(${l} ${o} ${r})`),
    fc.tuple(tie('truth'), tie('number'), tie('number')).map(([c, y, n]) => `(if ${c} then ${y} else ${n})`),
  ),
  truth: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      't',
      'true',
      'false',
      's = "abc"',
      's != "x"',
      's > "路"',
      'not(t)',
      '(a in [1..9])',
      'b in (-3, > 7)',
      'a between -5 and 5',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('number'))
      .map(([l, o, r]) => `(${l} ${o} ${r})`),
    fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map(([l, o, r]) => `(${l} ${o} ${r})`),
  ),
}));

function here(text: string, values: Variables): unknown {
  const scope = new DecisionScope((name) => (Object.hasOwn(values, name) ? fromPlain(values[name]) : undefined), {
    now: NOW,
  });
  return compileFeelNode(parseFeel(text, 'expression', NAMES.known), NAMES)(scope, null);
}

function matchesHere(text: string, input: unknown, values: Variables): boolean {
  const scope = new DecisionScope((name) => (Object.hasOwn(values, name) ? fromPlain(values[name]) : undefined), {
    now: NOW,
  });
  scope.input = { typed: fromPlain(input), feel: input };
  return compileUnaryTests(parseFeel(text, 'unaryTests', NAMES.known), NAMES)(scope);
}

describe('given FEEL compiled to closures and FEEL interpreted by the library', () => {
  test('when both evaluate the same truth, then they agree', () => {
    fc.assert(
      fc.property(truth, variables, (text, values) => {
        expect(here(text, values)).toBe(byLibrary(text, values).value);
      }),
      { numRuns: 300 },
    );
  });

  test('when both calculate, then they agree to the last digit a decimal has', () => {
    fc.assert(
      fc.property(number, variables, (text, values) => {
        expect(here(text, values)).toBeCloseTo(Number(byLibrary(text, values).value), 9);
      }),
      { numRuns: 300 },
    );
  });

  test('when both test a cell, then they agree', () => {
    const cell = fc.oneof(
      number,
      fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map(([o, n]) => `${o} ${n}`),
      // Ordered bounds: the library reads [9..1] as [1..9], the reference and the closures as empty.
      fc
        .tuple(fc.constantFrom('[', '('), fc.integer({ min: -9, max: 0 }), fc.nat(9), fc.constantFrom(']', ')'))
        .map(([o, l, size, c]) => `${o}${l}..${l + size}${c}`),
      fc.tuple(number, number).map(([x, y]) => `${x}, ${y}`),
      number.map((n) => `not(${n})`),
      number.map((n) => `? > ${n}`),
      number.map((n) => `[1, ${n}]`),
    );
    fc.assert(
      fc.property(cell, fc.integer({ min: -10, max: 10 }), variables, (text, input, values) => {
        expect(matchesHere(text, input, values)).toBe(unaryTest(text, { ...values, '?': input }).value === true);
      }),
      { numRuns: 300 },
    );
  });

  test('when a node is not compiled here, then the library answers with the variables of the moment', () => {
    const text = 'sum(for x in [a, b] return x + 风险 等级)';
    expect(here(text, { a: 1, b: 2, '风险 等级': 3 })).toBe(9);
    expect(here(text, { a: 10, b: 20, '风险 等级': 3 })).toBe(36);
  });

  test('when the library is asked a thousand times with wrong values, then it goes on answering null', () => {
    const evaluate = compileFeelNode(parseFeel('string length(a)', 'expression', []), NAMES);
    const scope = new DecisionScope((name) => (name === 'a' ? { type: 'Integer', value: 1 } : undefined), { now: NOW });
    const answers = new Set(Array.from({ length: 1200 }, () => evaluate(scope, null)));
    expect([...answers]).toEqual([null]);
  });
});
