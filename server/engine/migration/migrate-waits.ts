import { scheduleOf } from '../event-definitions/timer.ts';
import { listen, listenForTimeout } from '../event-scope.ts';
import type { Element } from '../model/graph.ts';
import { jobDefinitionKey, timerKindOf } from '../model/job-definitions.ts';
import { idOf, placeOf } from '../model/place.ts';
import { timerOf } from '../model/timer-of.ts';
import { recordIncident } from '../record.ts';
import type { Run } from '../run.ts';
import type { Attached, Job, Subscription } from '../state.ts';
import type { Token } from '../token.ts';
import { putExternalTask, putUserTask, removeJob, unsubscribe } from '../waits.ts';
import { compensationTarget } from './check-instance.ts';
import type { Mapped, Mapping } from './mapping.ts';

/**
 * Takes what waits in a node over to the target diagram. The node stands there already.
 * Events that are mapped go on as they are, or are read anew; those that are not end; those that are new begin.
 */
export function migrateWaits(run: Run, token: Token, mapping: Mapping): void {
  const { node, family } = token;
  const external = node.externalTaskId ? family.externalTasks.get(node.externalTaskId) : undefined;
  if (external) putExternalTask(run, family, moved(external, token, token.element.id));
  const task = node.userTaskId ? family.userTasks.get(node.userTaskId) : undefined;
  if (task) putUserTask(run, family, moved(task, token, token.element.id));
  const heard: Heard = new Set();
  for (const id of [...(node.jobIds ?? [])]) {
    const job = family.jobs.get(id);
    if (job) migrateJob(run, token, job, mapping, heard);
  }
  for (const id of [...(node.subscriptionIds ?? [])]) {
    const subscription = family.subscriptions.get(id);
    if (subscription) migrateSubscription(run, token, subscription, mapping, heard);
  }
  if (node.phase === 'active') for (const event of eventsOf(token)) if (!heard.has(event)) listen(run, token, event);
  if (task) {
    for (const id of token.element.userTask?.timeouts.keys() ?? [])
      if (!heard.has(id)) listenForTimeout(run, token, id);
  }
  migrateIncidents(run, token, mapping);
}

/** What goes on being waited for: events, and timeout listeners by their id. */
type Heard = Set<Element | string>;

/** The events that an activity listens for while it is active. */
function eventsOf({ element, node }: Token): Element[] {
  const events: Element[] = [];
  if (node.body || !element.loop) events.push(...element.boundaryEvents);
  if (node.body) return events;
  for (const eventSubProcess of element.eventSubProcesses)
    if (eventSubProcess.start) events.push(eventSubProcess.start);
  if (element.behavior === 'event-based-gateway') events.push(...element.outgoing.map((flow) => flow.target));
  return events;
}

/** Names the target's definition and element in a row. */
function moved<Row extends Attached>(row: Row, { definition }: Token, elementId: string): Row {
  row.definitionId = definition.id;
  row.definitionKey = definition.key;
  row.elementId = elementId;
  return row;
}

function mappedEvent(row: Attached, mapping: Mapping): Mapped | undefined {
  const place = placeOf(mapping.source, row.elementId);
  return place && mapping.from(place)[0];
}

function migrateJob(run: Run, token: Token, job: Job, mapping: Mapping, heard: Heard): void {
  const mapped = mappedEvent(job, mapping);
  const timer = mapped && timerOf(mapped.target.element, job.listenerId);
  const isTimer = job.kind.startsWith('timer');
  if (!mapped || (isTimer && !timer)) {
    removeJob(run, token, job, 'deletion');
    // The event that the token itself waits for is of another kind now.
    if (mapped?.target.element === token.element) listen(run, token, token.element);
    return;
  }
  const { target, instruction } = mapped;
  if (isTimer && timer) {
    heard.add(job.listenerId ?? target.element);
    if (job.listenerId === null) job.kind = timerKindOf(target.element);
    if (instruction.updateEventTrigger) {
      const { dueAt, repeat } = scheduleOf(timer.timer, run.evaluate(token, timer.value), run.now);
      Object.assign(job, { dueAt, repeat });
    }
  }
  const activityId = idOf(target);
  moved(job, token, activityId);
  job.jobDefinitionId = token.definition.jobDefinitionIds.get(jobDefinitionKey({ ...job, activityId })) ?? '';
  run.changes.jobs.set(job.id, job);
}

function migrateSubscription(run: Run, token: Token, subscription: Subscription, mapping: Mapping, heard: Heard): void {
  const keep = (elementId: string) =>
    run.changes.subscriptions.set(subscription.id, moved(subscription, token, elementId));
  if (subscription.kind === 'compensate') {
    keep(compensationTarget(subscription, mapping)!);
    return;
  }
  const mapped = mappedEvent(subscription, mapping);
  const target = mapped?.target.element;
  if (!mapped || !target?.event) {
    unsubscribe(run, token, subscription.id);
    return;
  }
  heard.add(target);
  if (mapped.instruction.updateEventTrigger && target.event.kind !== subscription.kind) {
    unsubscribe(run, token, subscription.id);
    listen(run, token, target);
    return;
  }
  if (mapped.instruction.updateEventTrigger && (target.event.kind === 'message' || target.event.kind === 'signal'))
    subscription.name = run.text(token, target.event.name);
  keep(target.id);
}

function migrateIncidents(run: Run, token: Token, mapping: Mapping): void {
  for (const incident of token.family.incidents.values()) {
    if (incident.nodeId !== token.node.id || incident.instanceId !== token.instance.id) continue;
    const mapped = mappedEvent(incident, mapping);
    const job = incident.configuration ? token.family.jobs.get(incident.configuration) : undefined;
    if (job) incident.jobDefinitionId = job.jobDefinitionId;
    moved(incident, token, mapped ? idOf(mapped.target) : token.element.id);
    run.changes.incidents.set(incident.id, incident);
    recordIncident(run, incident, 'open');
  }
}
