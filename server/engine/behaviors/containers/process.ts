import { endInstance } from '../../instances.ts';
import type { Behavior } from '../behavior.ts';

/** The process instance itself: over when its last token is gone. */
export const process: Behavior = {
  enter: () => [],
  childEnded(run, scope) {
    if (!run.held.has(scope.instance)) return endInstance(run, scope);
    run.held.set(scope.instance, true);
    return [];
  },
};
