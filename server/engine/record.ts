import type { Changes, HistoricState } from './changes.ts';
import { isStandalone } from './standalone.ts';
import type { ExternalTask, Incident, Instance, Job, UserTask } from './state.ts';
import { activityIdOf, activityTypeOf, type Token } from './token.ts';

/** Notes in `changes` what becomes history. Rows are put whole, built from what the state still holds. */
export interface Recorder {
  readonly changes: Changes;
  readonly now: number;
  /** Of all that could be told, history keeps the path. */
  readonly pathOnly?: boolean;
  newId(): string;
}

/** The activity of this token, open or (with `ended`) over. */
export function recordActivity(
  to: Recorder,
  token: Token,
  ended: { canceled: boolean } | null,
  completeScope = false,
): void {
  const { instance, node, element, family } = token;
  // Link events are drawn for the eye: to history they are one flow.
  if (node.parent === null || element.event?.kind === 'link' || isStandalone(instance)) return;
  const parent = instance.nodes[node.parent];
  const taskId = node.userTaskId;
  // A task that this run has ended is only known to history any more.
  const userTask = taskId ? (family.userTasks.get(taskId) ?? to.changes.history.tasks.get(taskId)) : undefined;
  to.changes.history.activityInstances.set(node.activityInstanceId, {
    id: node.activityInstanceId,
    parentId: parent?.activityInstanceId ?? instance.id,
    rootId: instance.rootId,
    instanceId: instance.id,
    executionId: node.id,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    activityId: activityIdOf(token),
    activityName: element.name,
    activityType: activityTypeOf(token),
    taskId: taskId ?? null,
    calledInstanceId: node.calledInstanceId ?? null,
    assignee: userTask?.assignee ?? null,
    startedAt: node.startedAt,
    endedAt: ended ? to.now : null,
    canceled: ended?.canceled ?? false,
    completeScope,
    sequence: node.sequence,
  });
}

/** The process instance, running or over. */
export function recordInstance(
  to: Recorder,
  instance: Instance,
  state: HistoricState,
  ended: { reason: string | null; activityId: string | null; timeToLiveDays: number | null } | null,
): void {
  if (isStandalone(instance)) return;
  to.changes.history.processInstances.set(instance.id, {
    id: instance.id,
    rootId: instance.rootId,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    businessKey: instance.businessKey,
    superInstanceId: instance.superInstanceId,
    startedAt: instance.startedAt,
    endedAt: ended ? to.now : null,
    startUserId: instance.startUserId,
    startActivityId: instance.startActivityId,
    endActivityId: ended?.activityId ?? null,
    deleteReason: ended?.reason ?? null,
    state,
    restartedInstanceId: instance.restartedInstanceId,
    removalAt: instance.superInstanceId === null && ended ? removalAt(to.now, ended.timeToLiveDays) : null,
  });
}

const DAY_MS = 86_400_000;

/** When what ended at `endedAt` may be forgotten; null for never. */
export function removalAt(endedAt: number, timeToLiveDays: number | null): number | null {
  return timeToLiveDays === null ? null : endedAt + timeToLiveDays * DAY_MS;
}

/** A user task as it now is; `deleteReason` once it is over. */
export function recordUserTask(to: Recorder, task: UserTask, deleteReason: string | null): void {
  if (to.pathOnly) return;
  to.changes.history.tasks.set(task.id, {
    id: task.id,
    rootId: task.rootId,
    instanceId: task.instanceId,
    executionId: task.nodeId,
    activityInstanceId: task.activityInstanceId,
    definitionId: task.definitionId,
    definitionKey: task.definitionKey,
    taskDefinitionKey: task.elementId,
    name: task.name,
    description: task.description,
    assignee: task.assignee,
    owner: task.owner,
    priority: task.priority,
    startedAt: task.createdAt,
    endedAt: deleteReason === null ? null : to.now,
    dueAt: task.dueAt,
    followUpAt: task.followUpAt,
    deleteReason,
    parentTaskId: task.parentTaskId,
    state: deleteReason === null ? task.state : deleteReason === 'completed' ? 'Completed' : 'Deleted',
  });
}

/** One event in the life of an external task. */
export function recordExternalTask(
  to: Recorder,
  task: ExternalTask,
  event: 'creation' | 'failure' | 'success' | 'deletion',
): void {
  if (to.pathOnly) return;
  const id = to.newId();
  to.changes.history.externalTaskLogs.set(id, {
    id,
    event,
    at: to.now,
    externalTaskId: task.id,
    topic: task.topic,
    workerId: task.workerId,
    priority: task.priority,
    retries: task.retries,
    errorMessage: event === 'failure' ? task.errorMessage : null,
    errorDetails: event === 'failure' ? task.errorDetails : null,
    rootId: task.rootId,
    instanceId: task.instanceId,
    executionId: task.nodeId,
    activityInstanceId: task.activityInstanceId,
    activityId: task.elementId,
    definitionId: task.definitionId,
    definitionKey: task.definitionKey,
  });
}

/** One event in the life of a job. */
export function recordJob(
  to: Recorder,
  job: Job,
  event: 'creation' | 'failure' | 'success' | 'deletion',
  configuration: string | null,
): void {
  if (to.pathOnly) return;
  const id = to.newId();
  to.changes.history.jobLogs.set(id, {
    id,
    event,
    at: to.now,
    jobId: job.id,
    jobDefinitionId: job.jobDefinitionId,
    kind: job.kind,
    configuration,
    dueAt: job.dueAt,
    retries: job.retries,
    priority: job.priority,
    exceptionMessage: event === 'failure' ? job.exceptionMessage : null,
    exceptionStacktrace: event === 'failure' ? job.exceptionStacktrace : null,
    failedActivityId: job.failedActivityId,
    rootId: job.rootId,
    instanceId: job.instanceId,
    executionId: job.nodeId,
    activityId: job.elementId,
    definitionId: job.definitionId,
    definitionKey: job.definitionKey,
  });
}

/** An incident, open or closed. */
export function recordIncident(to: Recorder, incident: Incident, state: 'open' | 'resolved' | 'deleted'): void {
  to.changes.history.incidents.set(incident.id, { ...incident, state, endedAt: state === 'open' ? null : to.now });
}

/** Marks an instance's document as changed. */
export function touch(to: Recorder, instance: Instance): void {
  to.changes.instances.set(instance.id, instance);
}
