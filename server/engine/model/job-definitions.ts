import type { JobKind } from '../state.ts';
import type { Element, ProcessGraph } from './graph.ts';

export interface JobDefinitionSpec {
  activityId: string;
  kind: JobKind;
  /** `async-before`, or `DURATION: PT1H` and its like. */
  configuration: string;
}

/** Every job a process can create: one definition per asynchronous mark and per timer. */
export function jobDefinitionsOf(graph: ProcessGraph): JobDefinitionSpec[] {
  const specs: JobDefinitionSpec[] = [];
  for (const element of graph.elements.values()) {
    const add = (kind: JobKind, configuration: string, activityId = element.id) =>
      specs.push({ activityId, kind, configuration });
    if (element.asyncBefore) add('async-before', 'async-before', bodyId(element));
    if (element.asyncAfter) add('async-after', 'async-after', bodyId(element));
    if (element.loop?.asyncBefore) add('async-before', 'async-before');
    if (element.loop?.asyncAfter) add('async-after', 'async-after');
    if (element.event?.kind === 'timer') {
      add(timerKindOf(element), `${element.event.timer.toUpperCase()}: ${element.event.value.source}`);
    }
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
