import type { Element, TimerDefinition } from './graph.ts';

/** Where a diagram writes each kind of timer. */
export const TIMER_PROPERTIES = { date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' } as const;

/** The timer of an event, or of a task's timeout listener; undefined where there is none. */
export function timerOf(element: Element, listenerId: string | null): TimerDefinition | undefined {
  if (listenerId !== null) return element.userTask?.timeouts.get(listenerId)?.event;
  return element.event?.kind === 'timer' ? element.event : undefined;
}
