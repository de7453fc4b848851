import type { Behavior } from '../behavior.ts';

/** An event at which nothing waits: start events, none throw and end events, boundary events that have fired. */
export const noneEvent: Behavior = {
  enter: (_run, token) => [{ do: 'leave', token }],
};
