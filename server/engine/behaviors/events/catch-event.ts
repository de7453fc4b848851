import { listen } from '../../event-scope.ts';
import type { Behavior } from '../behavior.ts';

/** Intermediate catch event: waits for its timer, message or signal. */
export const catchEvent: Behavior = {
  enter(run, token) {
    listen(run, token, token.element);
    return [];
  },
};
