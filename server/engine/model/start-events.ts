import { type Schedule, scheduleOf } from '../event-definitions/timer.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import type { Element, Problem, ProcessGraph } from './graph.ts';
import { TIMER_PROPERTIES } from './timer-of.ts';

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
  return startsOf(graph).map((start) => startEvent(start, scope, now));
}

/**
 * What cannot be evaluated at the ways into a process, and would fail its deployment. The reference answers a server's error there.
 * @param now epoch milliseconds, from which timers count
 */
export function startProblems(graph: ProcessGraph, now: number): Problem[] {
  const scope: ExpressionScope = { now, get: () => undefined };
  return startsOf(graph).flatMap((start) => {
    try {
      startEvent(start, scope, now);
      return [];
    } catch (error) {
      const { event } = start;
      const property = event?.kind === 'timer' ? TIMER_PROPERTIES[event.timer] : 'name';
      return [{ elementId: start.id, property, reason: error instanceof Error ? error.message : String(error) }];
    }
  });
}

const startsOf = ({ root }: ProcessGraph): Element[] => root.children.filter((child) => child.type === 'startEvent');

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
