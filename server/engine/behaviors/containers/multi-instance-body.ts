import { cancelInside } from '../../cancel.ts';
import { EngineError } from '../../engine-error.ts';
import { evaluateCondition } from '../../expressions/evaluate-condition.ts';
import { fromPlain, type TypedValue, toPlain } from '../../expressions/typed-value.ts';
import type { Loop } from '../../model/graph.ts';
import { touch } from '../../record.ts';
import type { Run } from '../../run.ts';
import type { Step } from '../../steps.ts';
import type { Token } from '../../token.ts';
import { addNode, childrenOf, newNode, removeNode } from '../../tree.ts';
import { addJob } from '../../waits.ts';
import type { Behavior } from '../behavior.ts';

const integer = (value: number): TypedValue => ({ type: 'Integer', value });

/**
 * Body of a multi-instance activity (BPMN 2.0, 13.3.7): runs its activity once per item, all at once or one after the
 * other, and is done when all are, or when the completion condition holds.
 */
export const multiInstanceBody: Behavior = {
  enter(run, body) {
    const loop = body.element.loop!;
    const total = loopSize(run, body, loop);
    if (total === 0) return [{ do: 'leave', token: body }];
    body.node.loop = { total, completed: 0, index: 0 };
    setCounters(run, body, total, 0, loop.sequential ? 1 : total);
    if (loop.sequential) return begin(run, body, createInstance(run, body, 0));
    const instances = Array.from({ length: total }, (_, index) => createInstance(run, body, index));
    return instances.flatMap((instance) => begin(run, body, instance));
  },

  childEnded(run, body) {
    const loop = body.element.loop!;
    const state = body.node.loop!;
    const total = state.total!;
    state.completed = state.completed! + 1;
    touch(run, body.instance);
    const remaining = total - state.completed;
    setCounters(run, body, total, state.completed, loop.sequential ? Math.min(1, total) : remaining);
    const ended = childrenOf(body.instance, body.node.id).filter((node) => node.phase === 'completed');
    const last = ended.at(-1);
    const conditionHolds =
      loop.completionCondition !== null && last !== undefined && holdsAt(run, { ...body, node: last }, loop);
    if (conditionHolds || remaining === 0) {
      cancelInside(run, body);
      return [{ do: 'leave', token: body }];
    }
    if (!loop.sequential) return [];
    for (const node of ended) {
      run.variables.scopeEnded(body.instance, node);
      removeNode(body.instance, node);
    }
    state.index = state.index! + 1;
    return begin(run, body, createInstance(run, body, state.index));
  },
};

function holdsAt(run: Run, token: Token, loop: Loop): boolean {
  return evaluateCondition(loop.completionCondition!, run.scopeAt(token));
}

function createInstance(run: Run, body: Token, index: number): Token {
  const loop = body.element.loop!;
  const node = newNode(run.newId(), body.element, body.node.id, run.now);
  node.loop = { index };
  addNode(body.instance, node);
  touch(run, body.instance);
  const token: Token = { ...body, node };
  // One after the other they share the body's scope; all at once each has its own.
  const scope = loop.sequential ? body.node : node;
  run.variables.setLocal(body.instance, scope, 'loopCounter', integer(index));
  if (loop.elementVariable && (loop.collection || loop.collectionVariable)) {
    const item = collectionOf(run, body, loop)[index];
    run.variables.setLocal(body.instance, scope, loop.elementVariable, fromPlain(item));
  }
  return token;
}

function begin(run: Run, body: Token, token: Token): Step[] {
  const mark = body.element.loop!.asyncBefore;
  if (!mark) return [{ do: 'begin', token }];
  token.node.phase = 'asyncBefore';
  addJob(run, token, 'async-before', body.element, { exclusive: mark.exclusive });
  return [];
}

function setCounters(run: Run, body: Token, total: number, completed: number, active: number): void {
  const { instance, node } = body;
  if (!node.variables?.['nrOfInstances']) run.variables.setLocal(instance, node, 'nrOfInstances', integer(total));
  run.variables.setLocal(instance, node, 'nrOfCompletedInstances', integer(completed));
  run.variables.setLocal(instance, node, 'nrOfActiveInstances', integer(active));
}

function loopSize(run: Run, body: Token, loop: Loop): number {
  if (!loop.cardinality) return collectionOf(run, body, loop).length;
  const value = toPlain(run.evaluate(body, loop.cardinality));
  const size = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof size !== 'number' || !Number.isInteger(size)) {
    throw new EngineError(
      'ProcessEngineException',
      `Could not resolve loopCardinality expression '${loop.cardinality.source}': not a number nor number String`,
    );
  }
  if (size < 0)
    throw new EngineError(
      'ProcessEngineException',
      `Invalid number of instances: must be a non-negative integer value, but was ${size}`,
    );
  return size;
}

/** The list a multi-instance activity runs over: a list from an expression, or a `Json`/`Object` variable that holds one. */
function collectionOf(run: Run, body: Token, loop: Loop): readonly unknown[] {
  const name = loop.collectionVariable;
  const value: unknown = loop.collection
    ? loop.collection.evaluate(run.scopeAt(body))
    : variable(run, body, name ?? '');
  if (Array.isArray(value)) return value;
  const what = name ?? loop.collection?.source ?? '';
  throw new EngineError(
    'ProcessEngineException',
    `Variable or expression '${what}' of '${body.element.id}' is not a Collection`,
  );
}

function variable(run: Run, body: Token, name: string): unknown {
  const typed = run.variables.get(body.instance, body.node, name);
  if (!typed) throw new EngineError('ProcessEngineException', `Variable '${name}' is not found`);
  return toPlain(typed);
}
