import { join } from '../../joining.ts';
import type { Element, Flow } from '../../model/graph.ts';
import { holds, noFlow } from '../../outgoing.ts';
import type { Run } from '../../run.ts';
import type { Step } from '../../steps.ts';
import type { Token } from '../../token.ts';
import { childrenOf } from '../../tree.ts';
import type { Behavior } from '../behavior.ts';

/**
 * Inclusive gateway: waits until no other token of its scope can still reach it (BPMN 2.0, 13.4.3), then takes every
 * flow whose condition holds, or the default flow when none does. Without any flow to take it fails, as in the reference.
 */
export const inclusiveGateway: Behavior = {
  enter(run, token) {
    token.node.phase = 'joining';
    return release(run, token);
  },
  recheck: (run, token) => release(run, token),
};

function release(run: Run, token: Token): Step[] {
  const { instance, node, element } = token;
  const siblings = childrenOf(instance, node.parent!);
  const waiting = siblings.filter((one) => one.element === element.id && one.phase === 'joining');
  if (waiting.length < element.incoming.length) {
    const others = siblings.filter((one) => !waiting.includes(one) && one.phase !== 'eventScope');
    if (others.some((one) => canReach(token, token.definition.graph.elements.get(one.element)!))) return [];
  }
  return join(run, token, waiting, chosenFlows(run, token));
}

function chosenFlows(run: Run, token: Token): readonly Flow[] {
  const { outgoing, defaultFlow } = token.element;
  const chosen = outgoing.filter((flow) => flow !== defaultFlow && holds(run, token, flow));
  if (chosen.length > 0) return chosen;
  if (defaultFlow) return [defaultFlow];
  throw noFlow(token);
}

/** Whether a token at `from` could arrive at the gateway: over flows, and from boundary events of activities on the way. */
function canReach(gateway: Token, from: Element): boolean {
  if (from === gateway.element) return true;
  const seen = new Set<Element>([from]);
  const queue = [from];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const next = [...at.outgoing.map((flow) => flow.target), ...at.boundaryEvents];
    for (const target of next) {
      if (target === gateway.element) return true;
      if (!seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return false;
}
