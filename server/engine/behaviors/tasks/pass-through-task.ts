import type { Behavior } from '../behavior.ts';

/** Undefined task and manual task: nothing for the engine to do. */
export const passThroughTask: Behavior = {
  enter: (_run, token) => [{ do: 'leave', token }],
};
