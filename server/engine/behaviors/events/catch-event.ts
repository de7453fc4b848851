import { holdsNow } from '../../conditions.ts';
import { listen } from '../../event-scope.ts';
import type { Behavior } from '../behavior.ts';

/** Intermediate catch event: waits for its timer, message or signal, or until its condition holds. */
export const catchEvent: Behavior = {
  enter(run, token) {
    const { event } = token.element;
    if (event?.kind === 'conditional' && holdsNow(run, token, event)) return [{ do: 'leave', token }];
    listen(run, token, token.element);
    return [];
  },
};
