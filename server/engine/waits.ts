import type { Schedule } from './event-definitions/timer.ts';
import type { Element } from './model/graph.ts';
import { bodyId, jobDefinitionKey, timerText } from './model/job-definitions.ts';
import { timerOf } from './model/timer-of.ts';
import { type Recorder, recordExternalTask, recordIncident, recordJob, recordUserTask, touch } from './record.ts';
import type { Run } from './run.ts';
import type {
  Attached,
  ExternalTask,
  Incident,
  Job,
  JobKind,
  Subscription,
  SubscriptionKind,
  UserTask,
} from './state.ts';
import { removeSubTasks } from './sub-tasks.ts';
import type { Token } from './token.ts';

/**
 * Creates and removes what waits in a node: external tasks, user tasks, jobs, subscriptions and incidents. Rows are written out
 * member by member: one that is spread into a literal costs ten times the time and memory (ADR 8).
 */

/** Offers the token's work to external workers. */
export function addExternalTask(to: Recorder, token: Token, topic: string, priority: number): ExternalTask {
  const { instance, node, element } = token;
  const task: ExternalTask = {
    id: to.newId(),
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: element.id,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    topic,
    activityInstanceId: node.activityInstanceId,
    priority,
    workerId: null,
    lockedUntil: null,
    retries: null,
    errorMessage: null,
    errorDetails: null,
    createdAt: to.now,
    businessKey: instance.businessKey,
    suspended: instance.suspended,
  };
  node.externalTaskId = task.id;
  putExternalTask(to, token.family, task);
  recordExternalTask(to, task, 'creation');
  touch(to, token.instance);
  return task;
}

export function putExternalTask(to: Pick<Recorder, 'changes'>, family: Token['family'], task: ExternalTask): void {
  family.externalTasks.set(task.id, task);
  to.changes.externalTasks.set(task.id, task);
}

/** Takes the token's external task away; history says how it ended. */
export function removeExternalTask(to: Recorder, token: Token, event: 'success' | 'deletion'): void {
  const id = token.node.externalTaskId;
  const task = id ? token.family.externalTasks.get(id) : undefined;
  if (!id || !task) return;
  recordExternalTask(to, task, event);
  closeIncidents(to, token, (incident) => incident.configuration === id, event === 'success' ? 'resolved' : 'deleted');
  token.family.externalTasks.delete(id);
  to.changes.externalTasks.set(id, null);
  delete token.node.externalTaskId;
}

/** Puts a task before people. `details` holds what its expressions gave. */
export function addUserTask(
  to: Recorder,
  token: Token,
  details: Pick<
    UserTask,
    | 'name'
    | 'description'
    | 'assignee'
    | 'owner'
    | 'priority'
    | 'dueAt'
    | 'followUpAt'
    | 'formKey'
    | 'formRef'
    | 'candidates'
  >,
  id: string = to.newId(),
): UserTask {
  const { instance, node, element } = token;
  const task: UserTask = {
    id,
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: element.id,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    activityInstanceId: node.activityInstanceId,
    name: details.name,
    description: details.description,
    assignee: details.assignee,
    owner: details.owner,
    delegationState: null,
    priority: details.priority,
    createdAt: to.now,
    lastUpdatedAt: null,
    dueAt: details.dueAt,
    followUpAt: details.followUpAt,
    formKey: details.formKey,
    formRef: details.formRef,
    parentTaskId: null,
    candidates: details.candidates,
    suspended: instance.suspended,
    state: 'Created',
  };
  node.userTaskId = task.id;
  putUserTask(to, token.family, task);
  touch(to, token.instance);
  return task;
}

export function putUserTask(to: Recorder, family: Token['family'], task: UserTask): void {
  family.userTasks.set(task.id, task);
  to.changes.userTasks.set(task.id, task);
  recordUserTask(to, task, null);
}

/** Ends the token's user task, and its sub-tasks with it. */
export function removeUserTask(run: Run, token: Token, deleteReason: string): void {
  const id = token.node.userTaskId;
  const task = id ? token.family.userTasks.get(id) : undefined;
  if (!id || !task) return;
  recordUserTask(run, task, deleteReason);
  token.family.userTasks.delete(id);
  run.changes.userTasks.set(id, null);
  removeSubTasks(run, task, deleteReason);
}

/** Schedules a job in the token. `element` is the event or activity the job belongs to. */
export function addJob(
  to: Recorder,
  token: Token,
  kind: JobKind,
  element: Element,
  options: {
    schedule?: Schedule;
    retries?: number;
    exclusive?: boolean;
    priority?: number;
    outer?: boolean;
    listenerId?: string | null;
  } = {},
): Job {
  const activityId = options.outer ? bodyId(element) : element.id;
  const { listenerId = null } = options;
  const jobDefinitionId =
    token.definition.jobDefinitionIds.get(jobDefinitionKey({ activityId, kind, listenerId })) ?? '';
  const override = token.definition.jobOverrides?.get(jobDefinitionId);
  const { instance, node } = token;
  const job: Job = {
    id: to.newId(),
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: activityId,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    kind,
    jobDefinitionId,
    dueAt: options.schedule?.dueAt ?? null,
    retries: options.retries ?? 3,
    exclusive: options.exclusive ?? true,
    priority: override?.priority ?? options.priority ?? 0,
    exceptionMessage: null,
    exceptionStacktrace: null,
    failedActivityId: null,
    listenerId,
    repeat: options.schedule?.repeat ?? null,
    suspended: instance.suspended || (override?.suspended ?? false),
    createdAt: to.now,
  };
  if (!node.jobIds) node.jobIds = [];
  node.jobIds.push(job.id);
  token.family.jobs.set(job.id, job);
  to.changes.jobs.set(job.id, job);
  noteJob(to, token, job, 'creation');
  touch(to, token.instance);
  return job;
}

/** One event in the life of a token's job. */
export function noteJob(to: Recorder, token: Token, job: Job, event: Parameters<typeof recordJob>[2]): void {
  if (!to.pathOnly) recordJob(to, job, event, configurationOf(token, job));
}

/** What the job's definition says of it: `async-before`, `DURATION: PT1H`. */
function configurationOf({ definition }: Token, { kind, elementId, listenerId }: Job): string {
  if (kind === 'async-before' || kind === 'async-after') return kind;
  const element = definition.graph.elements.get(elementId);
  const event = element && timerOf(element, listenerId);
  return event ? timerText(event) : kind;
}

/** Removes one job of a node: done (`success`) or no longer wanted (`deletion`). */
export function removeJob(to: Recorder, token: Token, job: Job, event: 'success' | 'deletion'): void {
  noteJob(to, token, job, event);
  closeIncidents(
    to,
    token,
    (incident) => incident.configuration === job.id,
    event === 'success' ? 'resolved' : 'deleted',
  );
  token.family.jobs.delete(job.id);
  to.changes.jobs.set(job.id, null);
  const { node } = token;
  node.jobIds = (node.jobIds ?? []).filter((id) => id !== job.id);
  if (node.jobIds.length === 0) delete node.jobIds;
  touch(to, token.instance);
}

/** Makes the token listen for an event that `element` names. */
export function subscribe(
  to: Recorder,
  token: Token,
  kind: SubscriptionKind,
  name: string | null,
  element: Element,
): Subscription {
  const { instance, node } = token;
  const subscription: Subscription = {
    id: to.newId(),
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: element.id,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    kind,
    name,
    createdAt: to.now,
  };
  if (!node.subscriptionIds) node.subscriptionIds = [];
  node.subscriptionIds.push(subscription.id);
  token.family.subscriptions.set(subscription.id, subscription);
  to.changes.subscriptions.set(subscription.id, subscription);
  touch(to, token.instance);
  return subscription;
}

export function unsubscribe(to: Recorder, token: Token, subscriptionId: string): void {
  token.family.subscriptions.delete(subscriptionId);
  to.changes.subscriptions.set(subscriptionId, null);
  const { node } = token;
  node.subscriptionIds = (node.subscriptionIds ?? []).filter((id) => id !== subscriptionId);
  if (node.subscriptionIds.length === 0) delete node.subscriptionIds;
  touch(to, token.instance);
}

/** Removes all jobs and subscriptions of the token's node, but those of `except`. */
export function stopListening(to: Recorder, token: Token, except: (attached: Attached) => boolean = () => false): void {
  for (const id of token.node.jobIds ?? []) {
    const job = token.family.jobs.get(id);
    if (job && !except(job)) removeJob(to, token, job, 'deletion');
  }
  for (const id of token.node.subscriptionIds ?? []) {
    const subscription = token.family.subscriptions.get(id);
    if (subscription && !except(subscription)) unsubscribe(to, token, id);
  }
}

/** Opens an incident at the token and, for each calling instance, one at the call activity above it. */
export function openIncident(
  to: Recorder,
  token: Token,
  details: {
    type: string;
    message: string | null;
    configuration: string;
    elementId: string;
    failedActivityId: string | null;
    jobDefinitionId: string | null;
  },
): Incident {
  const { instance, node } = token;
  const cause: Incident = {
    id: to.newId(),
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: details.elementId,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    type: details.type,
    message: details.message,
    createdAt: to.now,
    failedActivityId: details.failedActivityId,
    causeIncidentId: '',
    rootCauseIncidentId: '',
    configuration: details.configuration,
    jobDefinitionId: details.jobDefinitionId,
    annotation: null,
  };
  cause.causeIncidentId = cause.id;
  cause.rootCauseIncidentId = cause.id;
  putIncident(to, token.family, cause);
  let below = cause;
  for (let at = token.instance; at.superInstanceId; ) {
    const caller = token.family.instances.get(at.superInstanceId);
    const call = caller?.nodes[at.superNodeId ?? ''];
    if (!caller || !call) break;
    const raised: Incident = {
      ...cause,
      id: to.newId(),
      instanceId: caller.id,
      nodeId: call.id,
      elementId: call.element,
      definitionId: caller.definitionId,
      definitionKey: caller.definitionKey,
      causeIncidentId: below.id,
      configuration: null,
      jobDefinitionId: null,
    };
    putIncident(to, token.family, raised);
    below = raised;
    at = caller;
  }
  return cause;
}

function putIncident(to: Recorder, family: Token['family'], incident: Incident): void {
  family.incidents.set(incident.id, incident);
  to.changes.incidents.set(incident.id, incident);
  recordIncident(to, incident, 'open');
}

/** Closes the incidents that match, with those they caused in calling instances. */
export function closeIncidents(
  to: Recorder,
  token: Token,
  matches: (incident: Incident) => boolean,
  state: 'resolved' | 'deleted',
): void {
  const { incidents } = token.family;
  if (incidents.size === 0) return;
  const roots = new Set([...incidents.values()].filter(matches).map((incident) => incident.id));
  for (const incident of [...incidents.values()]) {
    if (!roots.has(incident.rootCauseIncidentId) && !roots.has(incident.id)) continue;
    incidents.delete(incident.id);
    to.changes.incidents.set(incident.id, null);
    recordIncident(to, incident, state);
  }
}
