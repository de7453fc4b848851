import { type Schedule, scheduleOf } from '../event-definitions/timer.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import type { Element, ProcessGraph } from './graph.ts';

/** A start event of a process, with what it listens for evaluated: there are no variables before the start. */
export interface StartEvent {
  elementId: string;
  kind: 'none' | 'message' | 'signal' | 'timer' | 'conditional';
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
    case 'conditional':
      return { elementId: start.id, kind: 'conditional', name: null, schedule: null };
    default:
      return { elementId: start.id, kind: 'none', name: null, schedule: null };
  }
}

/** Whether the condition of a conditional start event holds with these variables, which are all there is before a start. */
export function startsOnCondition(
  graph: ProcessGraph,
  elementId: string,
  variables: Readonly<Record<string, TypedValue>>,
  now: number,
): boolean {
  const event = graph.elements.get(elementId)?.event;
  if (event?.kind !== 'conditional') return false;
  if (event.variableName !== null && !Object.hasOwn(variables, event.variableName)) return false;
  const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  try {
    return event.condition.evaluate({ now, get }) === true;
  } catch {
    return false;
  }
}
