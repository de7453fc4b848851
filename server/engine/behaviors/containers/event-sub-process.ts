import type { Behavior } from '../behavior.ts';

/** Event sub-process: its start event has fired; it ends like a sub-process, with no flow to take. */
export const eventSubProcess: Behavior = {
  enter: (_run, token) => [{ do: 'enter', scope: token, element: token.element.start!, flow: null, triggered: true }],
  childEnded: (_run, scope) => [{ do: 'leave', token: scope, flows: [] }],
};
