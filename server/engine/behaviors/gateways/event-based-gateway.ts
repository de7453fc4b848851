import { conditionsAt } from '../../conditions.ts';
import { listen } from '../../event-scope.ts';
import type { Behavior } from '../behavior.ts';

/** Event-based gateway: listens for the events after it; the first to come decides the path. */
export const eventBasedGateway: Behavior = {
  enter(run, token) {
    for (const flow of token.element.outgoing) listen(run, token, flow.target);
    return conditionsAt(token);
  },
};
