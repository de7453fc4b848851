import type { Behavior } from '../behavior.ts';

/** Error end event: throws its error. */
export const errorEnd: Behavior = {
  enter(run, token) {
    const { event } = token.element;
    if (event?.kind !== 'error') return [{ do: 'leave', token }];
    return [{ do: 'throwError', token, code: event.code ?? '', message: run.text(token, event.message) }];
  },
};
