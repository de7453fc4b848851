import { collectCompensations, compensate } from '../../compensation.ts';
import type { Behavior } from '../behavior.ts';

/** Compensation throw and end event: undoes what its scope has completed, or one activity of it, then goes on. */
export const compensationThrow: Behavior = {
  enter(run, token) {
    const { event } = token.element;
    const compensations = collectCompensations(run, token, event?.kind === 'compensation' ? event.activityRef : null);
    if (compensations.length === 0) return [{ do: 'leave', token }];
    return compensate(run, token, compensations);
  },
  compensated: (_run, token) => [{ do: 'leave', token }],
};
