import { endInstance } from '../../instances.ts';
import type { Behavior } from '../behavior.ts';

/** The process instance itself: over when its last token is gone. */
export const process: Behavior = {
  enter: () => [],
  childEnded: (run, scope) => endInstance(run, scope),
};
