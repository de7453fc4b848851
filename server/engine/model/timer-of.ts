import type { Element, TimerDefinition } from './graph.ts';

/** The timer of an event, or of a task's timeout listener; undefined where there is none. */
export function timerOf(element: Element, listenerId: string | null): TimerDefinition | undefined {
  if (listenerId !== null) return element.userTask?.timeouts.get(listenerId)?.event;
  return element.event?.kind === 'timer' ? element.event : undefined;
}
