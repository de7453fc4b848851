import type { JobKind } from '../state.ts';
import type { Element, ProcessGraph, TimerDefinition } from './graph.ts';

export interface JobDefinitionSpec {
  activityId: string;
  kind: JobKind;
  /** `async-before`, or `DURATION: PT1H` and its like. */
  configuration: string;
  /** The timeout listener that the jobs tell. */
  listenerId: string | null;
}

/** Under what a job definition is found among those of its process. */
export function jobDefinitionKey({
  activityId,
  kind,
  listenerId,
}: {
  activityId: string;
  kind: string;
  listenerId?: string | null;
}): string {
  return listenerId ? `${activityId} ${kind} ${listenerId}` : `${activityId} ${kind}`;
}

/** How a timer is named in a job definition: `DURATION: PT1H`. */
export function timerText({ timer, value }: TimerDefinition): string {
  return `${timer.toUpperCase()}: ${value.source}`;
}

/** Every job a process can create: one definition per asynchronous mark and per timer. */
export function jobDefinitionsOf(graph: ProcessGraph): JobDefinitionSpec[] {
  const specs: JobDefinitionSpec[] = [];
  for (const element of graph.elements.values()) {
    const add = (kind: JobKind, configuration: string, activityId = element.id, listenerId: string | null = null) =>
      specs.push({ activityId, kind, configuration, listenerId });
    if (element.asyncBefore) add('async-before', 'async-before', bodyId(element));
    if (element.asyncAfter) add('async-after', 'async-after', bodyId(element));
    if (element.loop?.asyncBefore) add('async-before', 'async-before');
    if (element.loop?.asyncAfter) add('async-after', 'async-after');
    if (element.event?.kind === 'timer') add(timerKindOf(element), timerText(element.event));
    for (const [id, { event }] of element.userTask?.timeouts ?? [])
      add('timer-task-listener', timerText(event), element.id, id);
  }
  return specs;
}

/** The activity id of the outer body for a multi-instance activity, else the element's own. */
export function bodyId(element: Element): string {
  return element.loop ? `${element.id}#multiInstanceBody` : element.id;
}

/** Which kind of job a timer event creates. */
export function timerKindOf(element: Element): JobKind {
  if (element.type === 'boundaryEvent') return 'timer-transition';
  if (element.type === 'intermediateCatchEvent') return 'timer-intermediate-transition';
  return element.scope?.behavior === 'event-sub-process' ? 'timer-start-event-subprocess' : 'timer-start-event';
}
