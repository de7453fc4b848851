import type { TestInput } from '../compiled-decision.ts';
import { compileFeelNode, type FeelNames } from './compile-feel.ts';
import type { FeelNode } from './feel-tree.ts';
import { compileTests } from './unary-tests.ts';

/** Compiles the parsed FEEL text of an input cell: it matches when its tests are true, not when they are null. */
export function compileUnaryTests(root: FeelNode, names: FeelNames): TestInput {
  const tests = compileTests(root.children, names, compileFeelNode);
  return (scope) => tests(scope, scope.input?.feel ?? null) === true;
}
