import { FeelRange } from 'feelin';
import type { DecisionScope } from '../decision-scope.ts';
import { comparisonOf } from './comparison-of.ts';
import type { Feel, FeelNames } from './compile-feel.ts';
import { feelAnd, feelCompare, feelEqual, feelNot } from './feel-operations.ts';
import type { FeelNode } from './feel-tree.ts';

/** Whether a value passes: true, false, or null where the test has no meaning for it. */
export type UnaryTest = (scope: DecisionScope, value: unknown) => boolean | null;

type Compile = (node: FeelNode, names: FeelNames) => Feel;

/** Nodes that are compared with the value as they are; any other expression may also answer true or a list. */
const LITERALS = new Set(['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'DateTimeLiteral', 'null']);
/** Of the expressions, only these mean "is null" when they are null; a null from a comparison means it failed. */
const NULLABLE = new Set(['VariableName', 'PathExpression', 'IfExpression']);
const PUNCTUATION = new Set(['(', ')', ',', 'not']);

/**
 * Compiles the tests of a cell or of the right side of `in` (DMN 1.3, section 10.3.2.8): one that passes is enough.
 * Around `not(…)` true and false change places.
 */
export function compileTests(nodes: readonly FeelNode[], names: FeelNames, compile: Compile): UnaryTest {
  const tests = nodes.flatMap(flatten).map((node) => compileTest(node, names, compile));
  const [only] = tests;
  const passes: UnaryTest =
    tests.length === 1 && only !== undefined ? only : (scope, value) => any(tests, scope, value);
  if (nodes[0]?.name !== 'not') return passes;
  return (scope, value) => feelNot(passes(scope, value));
}

function any(tests: readonly UnaryTest[], scope: DecisionScope, value: unknown): boolean | null {
  let result: boolean | null = false;
  for (const test of tests) {
    const passed = test(scope, value);
    if (passed === true) return true;
    if (passed === null) result = null;
  }
  return result;
}

function flatten(node: FeelNode): FeelNode[] {
  if (PUNCTUATION.has(node.name)) return [];
  return node.name === 'PositiveUnaryTests' ? node.children.flatMap(flatten) : [node];
}

function compileTest(node: FeelNode, names: FeelNames, compile: Compile): UnaryTest {
  const [first, second, third] = node.children;
  switch (node.name) {
    case 'Wildcard':
      return () => true;
    case 'PositiveUnaryTest':
      if (first !== undefined && node.children.length === 1) return compileTest(first, names, compile);
      break;
    case 'ParenthesizedExpression':
      if (second !== undefined && third !== undefined) return compileTest(second, names, compile);
      break;
    case 'SimplePositiveUnaryTest': {
      const operator = comparisonOf(first);
      if (operator !== undefined && second !== undefined) {
        const bound = compile(second, names);
        return (scope, value) => feelCompare(operator, value, bound(scope, value));
      }
      if (first !== undefined && second === undefined) return compileTest(first, names, compile);
      break;
    }
    case 'Interval':
      return compileInterval(node, names, compile);
    default:
      break;
  }
  const expression = compile(node, names);
  if (LITERALS.has(node.name)) return (scope, value) => feelEqual(value, expression(scope, value));
  const nullable = NULLABLE.has(node.name);
  return (scope, value) => {
    const result = expression(scope, value);
    if (result === true) return true;
    if (result === false) return value === false;
    if (result === null) return nullable ? value === null : null;
    if (Array.isArray(result)) return result.some((item) => feelEqual(value, item) === true);
    if (result instanceof FeelRange) return value === null ? null : result.includes(value);
    return feelEqual(value, result);
  };
}

function compileInterval(node: FeelNode, names: FeelNames, compile: Compile): UnaryTest {
  const [open, low, , high, close] = node.children;
  if (open === undefined || low === undefined || high === undefined || close === undefined) return () => null;
  const from = compile(low, names);
  const to = compile(high, names);
  const lower = open.name === '[' ? '>=' : '>';
  const upper = close.name === ']' ? '<=' : '<';
  return (scope, value) => {
    return feelAnd(feelCompare(lower, value, from(scope, value)), feelCompare(upper, value, to(scope, value)));
  };
}
