import { listen } from '../../event-scope.ts';
import type { Behavior } from '../behavior.ts';

/** Receive task: waits for its message, or to be signalled when it names none. */
export const receiveTask: Behavior = {
  enter(run, token) {
    if (token.element.event) listen(run, token, token.element);
    return [];
  },
};
