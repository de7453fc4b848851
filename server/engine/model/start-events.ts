import { type Schedule, scheduleOf } from '../event-definitions/timer.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { Element, ProcessGraph } from './graph.ts';

/** A start event of a process, with what it listens for evaluated: there are no variables before the start. */
export interface StartEvent {
  elementId: string;
  kind: 'none' | 'message' | 'signal' | 'timer';
  /** Message or signal name. */
  name: string | null;
  /** First firing of a timer. */
  schedule: Schedule | null;
}

/**
 * The ways into a process.
 * @param now epoch milliseconds, from which timers count
 * @throws EngineError when a timer's text or an expression cannot be evaluated without variables
 */
export function startEventsOf(graph: ProcessGraph, now: number): StartEvent[] {
  const scope: ExpressionScope = { now, get: () => undefined };
  return graph.root.children
    .filter((child) => child.type === 'startEvent')
    .map((start) => startEvent(start, scope, now));
}

function startEvent(start: Element, scope: ExpressionScope, now: number): StartEvent {
  const { event } = start;
  switch (event?.kind) {
    case 'message':
    case 'signal':
      return { elementId: start.id, kind: event.kind, name: String(event.name.evaluate(scope) ?? ''), schedule: null };
    case 'timer':
      return {
        elementId: start.id,
        kind: 'timer',
        name: null,
        schedule: scheduleOf(event.timer, event.value.evaluateTyped(scope), now),
      };
    default:
      return { elementId: start.id, kind: 'none', name: null, schedule: null };
  }
}
