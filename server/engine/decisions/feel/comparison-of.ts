import type { Comparison } from './feel-operations.ts';
import type { FeelNode } from './feel-tree.ts';

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['<', '<'],
  ['>', '>'],
  ['<=', '<='],
  ['>=', '>='],
]);

/** The operator a node stands for, where it is one of the six. */
export function comparisonOf(node: FeelNode | undefined): Comparison | undefined {
  return node?.name === 'CompareOp' ? COMPARISONS.get(node.text) : undefined;
}
