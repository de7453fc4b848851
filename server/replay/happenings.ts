import type { ProcessGraph, Variables } from '../engine/engine.ts';
import type {
  RecordedActivity,
  RecordedFamily,
  RecordedInstance,
  RecordedWrite,
} from '../store/history/recorded-family.ts';
import type { Arranged } from './arranged.ts';
import { placeKey } from './place-key.ts';
import { type Successors, successorOf, targetsOf } from './successors.ts';

/** A message or signal that came, with what it brought. */
export interface Trigger {
  readonly at: number;
  readonly order: string;
  readonly variables: Variables;
}

/** Variables that somebody wrote into a running instance. */
export interface HandWrite {
  readonly at: number;
  readonly order: string;
  readonly instanceId: string;
  readonly variables: Variables;
}

export interface Happenings {
  /** By the execution that listened and the event's element, in order of coming. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly handWrites: readonly HandWrite[];
}

/** What was told from outside: messages by the events they reached, and variables written by hand. */
export function happeningsOf(
  family: RecordedFamily,
  { activities, successors, line }: Arranged,
  instances: ReadonlyMap<string, RecordedInstance>,
  graphOf: (definitionId: string) => ProcessGraph | undefined,
): Happenings {
  const outside = writesFromOutside(family, instances, graphOf);
  const taken = new Set<RecordedWrite>();
  const triggers = new Map<string, Trigger[]>();
  for (const activity of family.activities) {
    const instance = instances.get(activity.instanceId);
    const graph = instance && graphOf(instance.definitionId);
    const heard = graph && heardBy(activity, graph, successors, activities);
    if (!heard) continue;
    const after = line.before(heard.order);
    const brought = outside.filter(
      ({ id, instanceId }) => instanceId === activity.instanceId && id > after && id < heard.order,
    );
    for (const write of brought) taken.add(write);
    const key = placeKey(heard.execution, heard.element);
    const trigger = { at: heard.at, order: brought[0]?.id ?? heard.order, variables: named(brought) };
    triggers.set(key, [...(triggers.get(key) ?? []), trigger]);
  }
  for (const [key, list] of triggers)
    triggers.set(
      key,
      list.toSorted((a, b) => (a.order < b.order ? -1 : 1)),
    );
  const handWrites = outside
    .filter((write) => !taken.has(write))
    .map((write) => ({ at: write.at, order: write.id, instanceId: write.instanceId, variables: named([write]) }));
  return { triggers, handWrites };
}

const named = (writes: readonly RecordedWrite[]): Variables =>
  Object.fromEntries(writes.map(({ name, value }) => [name, value]));

interface Heard {
  /** Execution that listened. */
  execution: string;
  element: string;
  at: number;
  order: string;
}

const LISTENS: ReadonlySet<string> = new Set(['message', 'signal']);

/** What an activity tells of an event that came, if it was begun or ended by one. */
function heardBy(
  activity: RecordedActivity,
  graph: ProcessGraph,
  successors: Successors,
  activities: ReadonlyMap<string, RecordedActivity>,
): Heard | undefined {
  const element = graph.elements.get(activity.activityId);
  if (!element) return undefined;
  const begun = { at: activity.startedAt, order: activity.executionId };
  if (element.behavior === 'event-sub-process') {
    const start = element.start;
    if (!start?.event || !LISTENS.has(start.event.kind)) return undefined;
    const scope = activities.get(activity.parentId);
    return { ...begun, execution: scope?.executionId ?? activity.instanceId, element: start.id };
  }
  const waits = element.behavior === 'receive-task' || (element.event !== null && LISTENS.has(element.event.kind));
  if (!waits) return undefined;
  if (element.attachedTo) {
    const hosts = [element.attachedTo.id, `${element.attachedTo.id}#multiInstanceBody`];
    const host = lastBefore(successors, activity, ({ activityId }) => hosts.includes(activityId));
    return host && { ...begun, execution: host.executionId, element: element.id };
  }
  if (element.behavior !== 'catch-event' && element.behavior !== 'receive-task') return undefined;
  const gateways = new Set(
    element.incoming
      .map(({ source }) => source)
      .filter(({ behavior }) => behavior === 'event-based-gateway')
      .map(({ id }) => id),
  );
  const gateway =
    gateways.size > 0 &&
    lastBefore(
      successors,
      activity,
      ({ activityId, endedAt }) => gateways.has(activityId) && endedAt === activity.startedAt,
    );
  if (gateway) return { ...begun, execution: gateway.executionId, element: element.id };
  if (activity.canceled || activity.endedAt === null) return undefined;
  const next = successorOf(successors, activity, () => targetsOf(element))?.executionId ?? activity.executionId;
  return { at: activity.endedAt, order: next, execution: activity.executionId, element: element.id };
}

/** The last activity in the same scope that was placed before this one. */
function lastBefore(
  successors: Successors,
  activity: RecordedActivity,
  wanted: (other: RecordedActivity) => boolean,
): RecordedActivity | undefined {
  return successors
    .get(activity.parentId)
    ?.findLast((other) => other.executionId < activity.executionId && wanted(other));
}

/** Writes into an instance's own scope that no activity made and that were not there from its start. */
function writesFromOutside(
  { writes, activities }: RecordedFamily,
  instances: ReadonlyMap<string, RecordedInstance>,
  graphOf: (definitionId: string) => ProcessGraph | undefined,
): RecordedWrite[] {
  const first = new Map<string, string>();
  for (const { instanceId, executionId } of activities) {
    const known = first.get(instanceId);
    if (known === undefined || executionId < known) first.set(instanceId, executionId);
  }
  return writes.filter((write) => {
    if (write.initial || write.activityInstanceId !== write.instanceId) return false;
    if (write.id < (first.get(write.instanceId) ?? '')) return false;
    const instance = instances.get(write.instanceId);
    return !(instance && isCaughtName(graphOf(instance.definitionId), write.name));
  });
}

/** Names into which event sub-processes put what they caught. */
function isCaughtName(graph: ProcessGraph | undefined, name: string): boolean {
  for (const { start } of graph?.root.eventSubProcesses ?? []) {
    const event = start?.event;
    if (event?.kind === 'error' && (event.codeVariable === name || event.messageVariable === name)) return true;
    if (event?.kind === 'escalation' && event.codeVariable === name) return true;
  }
  return false;
}
