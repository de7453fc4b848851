import { holds, noFlow } from '../../outgoing.ts';
import type { Behavior } from '../behavior.ts';

/** Exclusive gateway: the first flow whose condition holds, in the order of the diagram's text; else the default flow. */
export const exclusiveGateway: Behavior = {
  enter(run, token) {
    const { outgoing, defaultFlow } = token.element;
    const chosen = outgoing.find((flow) => flow !== defaultFlow && holds(run, token, flow)) ?? defaultFlow;
    if (!chosen) throw noFlow(token);
    return [{ do: 'leave', token, flows: [chosen] }];
  },
};
