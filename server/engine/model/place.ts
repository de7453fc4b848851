import type { Element, ProcessGraph } from './graph.ts';
import { bodyId } from './job-definitions.ts';

/** Where an instance of an activity may stand: at the element itself, or at the body around a multi-instance activity. */
export interface Place {
  readonly element: Element;
  /** The body, whose id on the wire is `id#multiInstanceBody`. */
  readonly body: boolean;
}

const BODY = '#multiInstanceBody';

/** The place with this id on the wire; undefined when the diagram has none, and for the process itself. */
export function placeOf(graph: ProcessGraph, activityId: string): Place | undefined {
  const body = activityId.endsWith(BODY);
  const element = graph.elements.get(body ? activityId.slice(0, -BODY.length) : activityId);
  if (!element?.scope || (body && !element.loop)) return undefined;
  return { element, body };
}

/** The id of a place on the wire. */
export function idOf({ element, body }: Place): string {
  return body ? bodyId(element) : element.id;
}

/** The place around: the multi-instance body, else the sub-process or process; null around the process. */
export function flowScopeOf({ element, body }: Place): Place | null {
  if (element.loop && !body) return { element, body: true };
  return element.scope && { element: element.scope, body: false };
}

/** The place whose end takes an event's listening with it: what a boundary event is attached to, the scope of an event sub-process. */
export function eventScopeOf({ element }: Place): Place | null {
  if (element.attachedTo) return { element: element.attachedTo, body: element.attachedTo.loop !== null };
  if (element.behavior === 'event-sub-process') return { element: element.scope!, body: false };
  if (element.type === 'startEvent' && element.scope?.behavior === 'event-sub-process')
    return { element: element.scope.scope!, body: false };
  return null;
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.element.id === other.element.id && one.body === other.body;
}
