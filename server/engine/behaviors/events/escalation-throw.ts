import type { Behavior } from '../behavior.ts';

/** Escalation throw and end event: escalates, then goes on unless an interrupting catch event took its scope. */
export const escalationThrow: Behavior = {
  enter(_run, token) {
    const { event } = token.element;
    const code = event?.kind === 'escalation' ? event.code : null;
    return [
      { do: 'escalate', token, code },
      { do: 'leave', token },
    ];
  },
};
