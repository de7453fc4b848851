import { expect, test } from 'vitest';
import { DecisionScope } from '../../../server/engine/decisions/decision-scope.ts';
import { compileFeelNode } from '../../../server/engine/decisions/feel/compile-feel.ts';
import { parseFeel } from '../../../server/engine/decisions/feel/feel-tree.ts';
import { NOW } from './dmn.ts';

const feel = (text: string): unknown => {
  const scope = new DecisionScope(() => undefined, { now: NOW });
  const value = compileFeelNode(parseFeel(text, 'expression', []), { input: [], known: [] })(scope, null);
  return typeof value === 'object' && value !== null && 'iso' in value ? String(value) : value;
};

test.each([
  ['extract("references are 1234, 1256", "12[0-9]*")', ['1234', '1256']],
  ['extract("none", "[")', null],
  ['trim("  a ")', 'a'],
  ['trim(1)', null],
  ['max("a", "b")', 'b'],
  ['max([3, 1, 2])', 3],
  ['min(3, 1, 2)', 1],
  ['max(date("2026-01-02"), date("2026-03-01"))', '2026-03-01'],
  ['min([])', null],
  ['min(1, "a")', null],
  ['min(list: [2, 1])', 1],
  ['duplicate values([1, 2, 3, 2, 1])', [1, 2]],
  ['partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
  ['partition([1], 0)', null],
  ['is empty([])', true],
  ['is empty([null])', false],
  ['last day of month(date("2022-10-01"))', '2022-10-31'],
  ['last day of month(date("2024-02-03"))', '2024-02-29'],
  ['to base64("FEEL")', 'RkVFTA=='],
  ['to base64("办")', '5Yqe'],
  ['assert(5, 5 > 0)', 5],
  ['duration("P2D") / duration("P1D")', 2],
  ['duration("P1Y") / duration("P3M")', 4],
  ['duration("P1Y") / duration("P1D")', null],
  ['overlaps before([1..5], [3..8])', true],
  ['overlaps before([1..3), [3..8])', false],
  ['overlaps after([3..8], [1..5])', true],
  ['during(5, [1..10])', true],
  ['during(10, [1..10))', false],
  ['during([4..6], [1..10))', true],
  ['starts(1, [1..5])', true],
  ['starts([1..3], [1..5])', true],
  ['starts((1..3], [1..5])', false],
  ['started by([1..10], 1)', true],
  ['finishes(10, [1..10])', true],
  ['finishes([5..10], [1..10])', true],
  ['finished by([1..10], [5..10])', true],
  ['coincides([1..5], [1..5])', true],
  ['coincides([1..5], [1..5))', false],
  ['during(date("2026-01-02"), [date("2026-01-01")..date("2026-01-03")])', true],
  ['["b ", " a"][trim(item) = "a"]', [' a']],
  ['for x in [[1], []] return is empty(x)', [false, true]],
])('given %s, then the value is %j', (text, value) => {
  expect(feel(text)).toEqual(value);
});

test('given an assertion that does not hold, then the evaluation fails with its words', () => {
  expect(() => feel('assert(5, 5 < 0, "too small")')).toThrow('too small');
});
