import { cancelInside } from '../../cancel.ts';
import { EngineError } from '../../engine-error.ts';
import { evaluateCondition } from '../../expressions/evaluate-condition.ts';
import { toPlain } from '../../expressions/typed-value.ts';
import {
  activeIn,
  beginInstance,
  collectionOf,
  createInstance,
  prepareBody,
  setCounters,
} from '../../loop-instances.ts';
import type { Loop } from '../../model/graph.ts';
import { touch } from '../../record.ts';
import type { Run } from '../../run.ts';
import type { Token } from '../../token.ts';
import { removeNode } from '../../tree.ts';
import type { Behavior } from '../behavior.ts';

/**
 * Body of a multi-instance activity (BPMN 2.0, 13.3.7): runs its activity once per item, all at once or one after the
 * other, and is done when all are, or when the completion condition holds.
 */
export const multiInstanceBody: Behavior = {
  enter(run, body) {
    const loop = body.element.loop!;
    const total = loopSize(run, body, loop);
    if (total === 0) return [{ do: 'leave', token: body }];
    // Before they are made: a million of them would hold up everybody else.
    run.countInstances(body.element, loop.sequential ? 1 : total);
    prepareBody(run, body, total);
    if (loop.sequential) return beginInstance(run, body, createInstance(run, body, 0));
    const instances = Array.from({ length: total }, (_, index) => createInstance(run, body, index));
    return instances.flatMap((instance) => beginInstance(run, body, instance));
  },

  childEnded(run, body, ended) {
    const loop = body.element.loop!;
    const state = body.node.loop!;
    const total = state.total!;
    state.completed = state.completed! + 1;
    touch(run, body.instance);
    // Instances may have been added or taken out by hand, so those that are there count, not those that were planned.
    const remaining = loop.sequential ? total - state.completed : activeIn(body);
    setCounters(run, body, state.completed, loop.sequential ? Math.min(1, total) : remaining);
    const conditionHolds =
      loop.completionCondition !== null && ended !== undefined && holdsAt(run, { ...body, node: ended }, loop);
    if (conditionHolds || remaining <= 0) {
      cancelInside(run, body);
      return [{ do: 'leave', token: body }];
    }
    if (!loop.sequential) return [];
    if (ended) {
      run.variables.scopeEnded(body.instance, ended);
      removeNode(body.instance, ended);
    }
    run.countInstances(body.element, 1);
    state.index = state.index! + 1;
    return beginInstance(run, body, createInstance(run, body, state.index));
  },
};

function holdsAt(run: Run, token: Token, loop: Loop): boolean {
  return evaluateCondition(loop.completionCondition!, run.scopeAt(token));
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
