import type { FeelNode } from './feel-tree.ts';

/**
 * The parser takes everything after `in` for its test: `x in [1..9] and y` becomes `x in ([1..9] and y)`, which is null
 * without a word. By the grammar (DMN 1.3, section 10.3.1.2) `in` ends with its test.
 */

/** Where parentheses must go so that the first such comparison is read as written; undefined when there is none. */
export function misreadIn(node: FeelNode): { from: number; to: number } | undefined {
  for (const child of node.children) {
    const inner = misreadIn(child);
    if (inner !== undefined) return inner;
  }
  const [, keyword, test] = node.children;
  if (node.name !== 'Comparison' || keyword?.name !== 'in' || test?.name !== 'PositiveUnaryTest') return undefined;
  const to = endOfTest(test);
  return to < test.to ? { from: node.from, to } : undefined;
}

function endOfTest(test: FeelNode): number {
  const [first, operand] = test.children;
  if (first === undefined) return test.to;
  switch (test.name) {
    case 'PositiveUnaryTest':
    case 'Conjunction':
    case 'Disjunction':
      return endOfTest(first);
    case 'SimplePositiveUnaryTest':
      return operand !== undefined && isJoined(operand) ? endOfTest(operand) : test.to;
    default:
      return test.to;
  }
}

function isJoined(node: FeelNode): boolean {
  return node.name === 'Conjunction' || node.name === 'Disjunction';
}

/**
 * The first test that is joined by `and` or `or` though its left side is left out, as in `> 3 and y`: no FEEL by the
 * grammar, and read by the parser as `> (3 and y)`. With `?` in front it is what was meant.
 */
export function joinedTest(node: FeelNode): FeelNode | undefined {
  const [first, operand] = node.children;
  if (node.name === 'SimplePositiveUnaryTest' && operand !== undefined && isJoined(operand)) return node;
  if (isJoined(node) && first?.name === 'SimplePositiveUnaryTest') return node;
  for (const child of node.children) {
    const inner = joinedTest(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
