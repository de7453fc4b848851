import { join } from '../../joining.ts';
import { childrenOf } from '../../tree.ts';
import type { Behavior } from '../behavior.ts';

/** Parallel gateway: waits for as many tokens as it has incoming flows, then takes every outgoing flow. */
export const parallelGateway: Behavior = {
  enter(run, token) {
    token.node.phase = 'joining';
    const { instance, node, element } = token;
    const waiting = childrenOf(instance, node.parent!).filter(
      (one) => one.element === element.id && one.phase === 'joining',
    );
    if (waiting.length < element.incoming.length) return [];
    return join(run, token, waiting, element.outgoing);
  },
};
