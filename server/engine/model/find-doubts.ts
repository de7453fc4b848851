import { scheduleOf } from '../event-definitions/timer.ts';
import type { Element, Problem, ProcessGraph } from './graph.ts';
import { TIMER_PROPERTIES } from './timer-of.ts';

/** Most doubts told of one process: who has more looks at these first. */
const MOST = 50;

/**
 * What deploys and will hardly do what its author means.
 * @param now epoch milliseconds, with which the dates of timers are compared; without it they are not
 */
export function findDoubts(graph: ProcessGraph, now: number | undefined): Problem[] {
  const doubts: Problem[] = [];
  const doubt = (element: Element, property: string | null, reason: string) =>
    doubts.push({ elementId: element.id, ...(property ? { property } : {}), reason });
  const reached = reachable(graph);
  for (const element of graph.elements.values()) {
    if (doubts.length >= MOST) break;
    if (!reached.has(element)) doubt(element, null, 'no token can ever reach this element');
    else {
      if (mayFindNoFlow(element))
        doubt(
          element,
          'default',
          'every outgoing flow has a condition: when none holds, and there is no default, it fails',
        );
      const timer = now === undefined ? null : timerDoubt(element, now);
      if (timer) doubt(element, timer.property, timer.reason);
    }
  }
  return doubts;
}

/** Elements that a token may come to: over flows, by events attached to what is reached, and what undoes it. */
function reachable(graph: ProcessGraph): ReadonlySet<Element> {
  const reached = new Set<Element>([graph.root]);
  const queue: Element[] = [graph.root];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const next = [
      ...at.outgoing.map(({ target }) => target),
      ...at.boundaryEvents,
      ...at.eventSubProcesses,
      ...at.children.filter(({ type }) => type === 'startEvent'),
      ...(at.compensation ? [at.compensation] : []),
    ];
    for (const element of next) {
      if (reached.has(element)) continue;
      reached.add(element);
      queue.push(element);
    }
  }
  return reached;
}

/** An exclusive gateway takes its one flow without a condition when nothing else holds; everything else needs a default. */
function mayFindNoFlow({ behavior, outgoing, defaultFlow }: Element): boolean {
  if (behavior === 'parallel-gateway' || behavior === 'event-based-gateway') return false;
  return outgoing.length > 0 && !defaultFlow && outgoing.every(({ condition }) => condition !== null);
}

function timerDoubt({ event, type }: Element, now: number): { property: string; reason: string } | null {
  if (event?.kind !== 'timer' || !event.value.isLiteral) return null;
  const property = TIMER_PROPERTIES[event.timer];
  const text = event.value.source;
  try {
    const { dueAt } = scheduleOf(event.timer, { type: 'String', value: text }, now);
    if (event.timer !== 'date' || dueAt >= now) return null;
    const fires = type === 'startEvent' ? 'it starts one instance at once and never again' : 'it fires at once';
    return { property, reason: `the date '${text}' is in the past: ${fires}` };
  } catch {
    return { property, reason: `'${text}' is no ${event.timer}: the timer cannot be set` };
  }
}
