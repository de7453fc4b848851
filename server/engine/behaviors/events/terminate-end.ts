import type { Behavior } from '../behavior.ts';

/** Terminate end event: its scope ends at once with everything in it. */
export const terminateEnd: Behavior = {
  enter: (_run, token) => [{ do: 'terminate', token }],
};
