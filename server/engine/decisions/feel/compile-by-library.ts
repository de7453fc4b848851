import { FeelFunction } from 'feelin';
import { addedCall, addedFunction } from './added-functions.ts';
import { BOUND, boundedRange, isLoopRange, newBound } from './bounded-loop.ts';
import type { Feel, FeelNames } from './compile-feel.ts';
import { isLibraryFunction, libraryFunction } from './feel-library.ts';
import { type FeelNode, FeelSyntaxError, GET_OR_ELSE, nameOf, nodesOfKind } from './feel-tree.ts';
import { localDate, localNow } from './feel-value.ts';

/** Name under which the library sees the value behind `?`. */
const INPUT = '__input';
/** Functions of the library that look at the world; `now` and `today` are given to it as values instead. */
const IMPURE = ['random number', 'uuid'];

/**
 * Compiles a node by handing its text to the library, with exactly the names it reads as parameters.
 * @throws FeelSyntaxError when the library cannot read it or it is not the same on every run
 */
export function compileByLibrary(node: FeelNode, names: FeelNames): Feel {
  const functions = new Set(functionTargets(node));
  for (const target of functions) {
    if (IMPURE.includes(nameOf(target))) {
      throw new FeelSyntaxError(node.text, `'${nameOf(target)}' gives another value on each call`, target.from);
    }
  }
  const parameters = new Map<string, { written: string; read: Feel }>();
  for (const variable of nodesOfKind(node, 'VariableName')) {
    const name = nameOf(variable);
    if (functions.has(variable)) {
      const added = addedFunction(name);
      if (added) parameters.set(name, { written: name, read: () => added });
      const clock = name === 'now' ? localNow : name === 'today' ? localDate : undefined;
      if (clock === undefined) continue;
      parameters.set(name, {
        written: name,
        read: (scope) => new FeelFunction(() => clock(scope.now, scope.zone), []),
      });
    } else {
      const read: Feel = names.input.includes(name)
        ? (scope) => scope.input?.feel ?? null
        : (scope) => scope.feel(name);
      parameters.set(name, { written: variable.text, read });
    }
  }
  parameters.set(INPUT, { written: INPUT, read: (_scope, input) => input });
  parameters.set(BOUND, { written: BOUND, read: newBound });
  const entries = [...parameters.values()];
  const call = libraryFunction(
    rewritten(node),
    entries.map((entry) => entry.written),
  );
  try {
    call(entries.map(() => null));
  } catch {
    throw new FeelSyntaxError(node.text, 'it cannot be evaluated', node.from);
  }
  return (scope, input) => call(entries.map((entry) => entry.read(scope, input))) ?? null;
}

function functionTargets(node: FeelNode): FeelNode[] {
  return [...nodesOfKind(node, 'FunctionInvocation')].flatMap(({ children: [target] }) => {
    return target?.name === 'VariableName' ? [target] : [];
  });
}

/** Functions a FEEL text calls that nobody has: their value is null, as in the reference. */
export function unknownFunctions(root: FeelNode): string[] {
  const defined = new Set(['not', 'is defined', GET_OR_ELSE, ...[...nodesOfKind(root, 'Name')].map(nameOf)]);
  const called = functionTargets(root).map(nameOf);
  return called.filter((name) => !defined.has(name) && !addedCall(name) && !isLibraryFunction(name));
}

/** The node's text with `?` under its name as a parameter, and the ranges of loops guarded. */
function rewritten(node: FeelNode): string {
  if (node.name === '?') return INPUT;
  const [from, , to] = node.children;
  if (from && to && isLoopRange(node)) return boundedRange(rewritten(from), rewritten(to));
  let text = '';
  let at = node.from;
  for (const child of node.children) {
    text += node.text.slice(at - node.from, child.from - node.from) + rewritten(child);
    at = child.to;
  }
  return text + node.text.slice(at - node.from);
}
