import { EngineError } from './engine-error.ts';
import type { ExpressionScope } from './expressions/expression-scope.ts';
import { fromPlain, type TypedValue, toPlain } from './expressions/typed-value.ts';
import type { Loop } from './model/graph.ts';
import { touch } from './record.ts';
import type { Run } from './run.ts';
import type { Step } from './steps.ts';
import { nameActivity, type Token } from './token.ts';
import { addNode, countChildren, newNode } from './tree.ts';
import { addJob } from './waits.ts';

/** The instances inside the body of a multi-instance activity, and the body's variables that count them. */

const integer = (value: number): TypedValue => ({ type: 'Integer', value });

/** Prepares a body for `total` instances. */
export function prepareBody(run: Run, body: Token, total: number): void {
  body.node.loop = { total, completed: 0, index: 0 };
  run.variables.setLocal(body.instance, body.node, 'nrOfInstances', integer(total));
  setCounters(run, body, 0, body.element.loop!.sequential ? 1 : total);
}

/** Writes how many instances are completed and active. */
export function setCounters(run: Run, body: Token, completed: number, active: number): void {
  const { instance, node } = body;
  run.variables.setLocal(instance, node, 'nrOfCompletedInstances', integer(completed));
  run.variables.setLocal(instance, node, 'nrOfActiveInstances', integer(active));
}

/** How many instances of a body are not over yet. */
export function activeIn(body: Token): number {
  return countChildren(body.instance, body.node.id, ({ phase }) => phase !== 'completed' && phase !== 'eventScope');
}

/** One more instance in a running parallel body, which its loop did not plan. It has no item of the collection. */
export function addInstance(run: Run, body: Token): Token {
  const state = body.node.loop!;
  const index = state.total!;
  state.total = index + 1;
  run.variables.setLocal(body.instance, body.node, 'nrOfInstances', integer(state.total));
  run.variables.setLocal(body.instance, body.node, 'nrOfActiveInstances', integer(activeIn(body) + 1));
  return placeInstance(run, body, index);
}

/** An instance was taken out of a body without having been completed. */
export function instanceRemoved(run: Run, body: Token): void {
  run.variables.setLocal(body.instance, body.node, 'nrOfActiveInstances', integer(activeIn(body)));
}

/** The instance with the item at `index`. */
export function createInstance(run: Run, body: Token, index: number): Token {
  const loop = body.element.loop!;
  const token = placeInstance(run, body, index);
  if (loop.elementVariable && (loop.collection || loop.collectionVariable)) {
    const item = collectionOf(run, body, loop)[index];
    run.variables.setLocal(body.instance, scopeOf(body, token).node, loop.elementVariable, fromPlain(item));
  }
  return token;
}

/** An instance that knows its place in the loop, and no item. */
export function placeInstance(run: Run, body: Token, index: number): Token {
  const node = newNode(run.newId(), body.element, body.node.id, run.now);
  node.loop = { index };
  addNode(body.instance, node);
  touch(run, body.instance);
  const token: Token = { ...body, node };
  nameActivity(run, token);
  run.variables.setLocal(body.instance, scopeOf(body, token).node, 'loopCounter', integer(index));
  return token;
}

/** One after the other they share the body's scope; all at once each has its own. */
function scopeOf(body: Token, token: Token): Token {
  return body.element.loop!.sequential ? body : token;
}

/** An instance begins, or waits for its job. */
export function beginInstance(run: Run, body: Token, token: Token): Step[] {
  const mark = body.element.loop!.asyncBefore;
  if (!mark) return [{ do: 'begin', token }];
  token.node.phase = 'asyncBefore';
  addJob(run, token, 'async-before', body.element, { exclusive: mark.exclusive });
  return [];
}

/** A list that was evaluated, and copies of the variables it was read from. */
export interface EvaluatedList {
  readonly items: readonly unknown[];
  readonly read: ReadonlyMap<string, TypedValue | undefined>;
}

/**
 * The list a multi-instance activity runs over: a list from an expression, or a `Json`/`Object` variable that holds one.
 * Each instance asks anew, for the list may have changed; it is evaluated anew only if a variable it was read from did.
 */
export function collectionOf(run: Run, body: Token, loop: Loop): readonly unknown[] {
  const known = run.lists.get(body.node);
  if (
    known &&
    [...known.read].every(([name, value]) => isSame(run.variables.get(body.instance, body.node, name), value))
  )
    return known.items;
  const read = new Map<string, TypedValue | undefined>();
  let readsMore = false;
  const scope = run.scopeAt(body);
  const noting: ExpressionScope = {
    ...scope,
    get(name) {
      const value = scope.get(name);
      read.set(name, value && { ...value });
      return value;
    },
    get execution() {
      readsMore = true;
      return scope.execution;
    },
  };
  const items = evaluateList(noting, body, loop);
  if (readsMore) run.lists.delete(body.node);
  else run.lists.set(body.node, { items, read });
  return items;
}

function isSame(one: TypedValue | undefined, other: TypedValue | undefined): boolean {
  return one?.type === other?.type && one?.value === other?.value;
}

function evaluateList(scope: ExpressionScope, body: Token, loop: Loop): readonly unknown[] {
  const name = loop.collectionVariable;
  const value: unknown = loop.collection ? loop.collection.evaluate(scope) : variable(scope, name ?? '');
  if (Array.isArray(value)) return value;
  const what = name ?? loop.collection?.source ?? '';
  throw new EngineError(
    'ProcessEngineException',
    `Variable or expression '${what}' of '${body.element.id}' is not a Collection`,
  );
}

function variable(scope: ExpressionScope, name: string): unknown {
  const typed = scope.get(name);
  if (!typed) throw new EngineError('ProcessEngineException', `Variable '${name}' is not found`);
  return toPlain(typed);
}
