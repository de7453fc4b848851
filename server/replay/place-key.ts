/** Names an element within what holds it: an activity within a scope, an event within an execution. */
export const placeKey = (holder: string, element: string): string => `${holder}|${element}`;
