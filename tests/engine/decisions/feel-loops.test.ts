import { describe, expect, it } from 'vitest';
import { DecisionScope } from '../../../server/engine/decisions/decision-scope.ts';
import { compileFeelNode } from '../../../server/engine/decisions/feel/compile-feel.ts';
import { parseFeel } from '../../../server/engine/decisions/feel/feel-tree.ts';
import { fromPlain } from '../../../server/engine/expressions/typed-value.ts';
import { NOW } from './dmn.ts';

const NAMES = { input: ['cellInput'], known: ['n'] };
const evaluate = (text: string, n: number): unknown => {
  const scope = new DecisionScope((name) => (name === 'n' ? fromPlain(n) : undefined), { now: NOW });
  return compileFeelNode(parseFeel(text, 'expression', NAMES.known), NAMES)(scope, null);
};

describe('given a loop in FEEL', () => {
  it.each([
    ['for i in 1..3 return i * n', 2, [2, 4, 6]],
    ['for i in 3..1 return i', 0, [3, 2, 1]],
    ['for i in 1..n, j in 1..i return i * 10 + j', 2, [11, 21, 22]],
    ['some i in 1..n satisfies i > 4', 5, true],
    ['every i in [1, 2] satisfies i < n', 3, true],
    ['count(for i in 1..n return i)', 50_000, 50_000],
  ])('when %s is evaluated with n = %i, then it is %j', (text, n, expected) => {
    expect(evaluate(text, n)).toEqual(expected);
  });

  it.each([
    ['for i in 1..n return i', 1_000_000_000],
    ['for i in n..1 return i', 1_000_000_000],
    ['for i in 1..1000000000 return n', 1],
    ['for i in 1..n, j in 1..n return i', 10_000],
    ['some i in 1..n, j in 1..n satisfies i = -j', 10_000],
    ['count(for i in 1..n return for j in 1..n return j)', 10_000],
  ])('when %s would not end with n = %i, then it fails in words at once', (text, n) => {
    const begin = performance.now();
    expect(() => evaluate(text, n)).toThrow('a loop of more than 100000 steps');
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
