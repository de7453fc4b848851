import { collectPassed } from '../../variable-passing.ts';
import type { Behavior } from '../behavior.ts';

/** Signal throw and end event: everybody who listens hears it, then the token goes on. */
export const signalThrow: Behavior = {
  enter(run, token) {
    const { event } = token.element;
    if (event?.kind !== 'signal') return [{ do: 'leave', token }];
    const variables = collectPassed(run, token, event.ins);
    return [
      {
        do: 'broadcast',
        name: run.text(token, event.name) ?? '',
        variables,
        businessKey: run.text(token, event.businessKey),
      },
      { do: 'leave', token },
    ];
  },
};
