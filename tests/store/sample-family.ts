import { type Changes, newChanges } from '../../server/engine/changes.ts';
import type {
  ExternalTask,
  Family,
  Incident,
  Instance,
  Job,
  Node,
  Subscription,
  UserTask,
  Variable,
} from '../../server/engine/state.ts';
import { newFamily } from '../../server/engine/state.ts';
import { createIds } from '../../server/ids.ts';

export const newId = createIds();

/** 2026-11-24T04:00:00Z, the time at which the sample families start unless told otherwise. */
export const START_MS = Date.UTC(2026, 10, 24, 4);

/** A family of one waiting instance, with the changes that a run which started it would have made. */
export interface Sample {
  family: Family;
  instance: Instance;
  changes: Changes;
}

export interface SampleOptions {
  id?: string;
  /** The calling instance: then this one belongs to its family. */
  caller?: Sample;
  businessKey?: string | null;
  definitionKey?: string;
  definitionId?: string;
  variables?: Record<string, { type: string; value: unknown }>;
  startedAt?: number;
}

export function startSample(options: SampleOptions = {}): Sample {
  const id = options.id ?? newId();
  const { caller } = options;
  const rootId = caller?.family.rootId ?? id;
  const definitionKey = options.definitionKey ?? 'order';
  const startedAt = options.startedAt ?? START_MS;
  const instance: Instance = {
    id,
    rootId,
    definitionId: options.definitionId ?? `${definitionKey}:1:definition`,
    definitionKey,
    businessKey: options.businessKey ?? null,
    superInstanceId: caller?.instance.id ?? null,
    superNodeId: caller?.instance.id ?? null,
    suspended: false,
    startedAt,
    startUserId: null,
    startActivityId: 'start',
    restartedInstanceId: null,
    sequence: 1,
    nodes: {},
  };
  const root: Node = {
    id,
    element: definitionKey,
    parent: null,
    phase: 'active',
    activityInstanceId: id,
    startedAt,
    sequence: 0,
  };
  instance.nodes[id] = root;
  const family = caller?.family ?? newFamily(id);
  family.instances.set(id, instance);
  const sample: Sample = { family, instance, changes: caller?.changes ?? newChanges() };
  sample.changes.instances.set(id, instance);
  sample.changes.history.processInstances.set(id, {
    id,
    rootId,
    definitionId: instance.definitionId,
    definitionKey,
    businessKey: instance.businessKey,
    superInstanceId: instance.superInstanceId,
    startedAt,
    endedAt: null,
    startUserId: null,
    startActivityId: 'start',
    endActivityId: null,
    deleteReason: null,
    state: 'ACTIVE',
    restartedInstanceId: null,
    removalAt: null,
  });
  for (const [name, value] of Object.entries(options.variables ?? {})) setVariable(sample, name, value);
  return sample;
}

/** Forgets the changes made so far, as a new run would start. */
export function nextRun(sample: Sample): void {
  sample.changes = newChanges();
}

/** Writes a variable at the process instance. */
export function setVariable(
  { instance, changes }: Sample,
  name: string,
  typed: { type: string; value: unknown },
  { id = newId(), node = instance.nodes[instance.id]! }: { id?: string; node?: Node } = {},
): void {
  node.variables ??= {};
  const known = node.variables[name];
  const variable: Variable = {
    id: known?.id ?? id,
    revision: known ? known.revision + 1 : 0,
    createdAt: known?.createdAt ?? instance.startedAt,
    ...typed,
  };
  node.variables[name] = variable;
  changes.instances.set(instance.id, instance);
  const common = {
    ...typed,
    name,
    rootId: instance.rootId,
    instanceId: instance.id,
    executionId: node.id,
    activityInstanceId: node.activityInstanceId,
    taskId: node.userTaskId ?? null,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    revision: variable.revision,
  };
  changes.history.variables.set(variable.id, {
    ...common,
    id: variable.id,
    state: 'CREATED',
    live: true,
    createdAt: variable.createdAt,
  });
  const detailId = `${variable.id}#${variable.revision}`;
  changes.history.details.set(detailId, {
    ...common,
    id: detailId,
    kind: 'variableUpdate',
    variableId: variable.id,
    initial: variable.revision === 0,
    at: instance.startedAt,
    userOperationId: null,
  });
}

/** Enters an element: a node and its activity instance, `element:nodeId`. */
export function enter({ instance, changes }: Sample, element: string, activityType: string, nodeId = newId()): Node {
  const sequence = instance.sequence++;
  const node: Node = {
    id: nodeId,
    element,
    parent: instance.id,
    phase: 'active',
    activityInstanceId: `${element}:${nodeId}`,
    startedAt: instance.startedAt,
    sequence,
  };
  instance.nodes[nodeId] = node;
  changes.instances.set(instance.id, instance);
  changes.history.activityInstances.set(node.activityInstanceId, {
    id: node.activityInstanceId,
    parentId: instance.id,
    rootId: instance.rootId,
    instanceId: instance.id,
    executionId: nodeId,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
    activityId: element,
    activityName: `Name of ${element}`,
    activityType,
    taskId: null,
    calledInstanceId: null,
    assignee: null,
    startedAt: instance.startedAt,
    endedAt: null,
    canceled: false,
    completeScope: false,
    sequence,
  });
  return node;
}

function attached({ instance }: Sample, node: Node) {
  return {
    id: newId(),
    rootId: instance.rootId,
    instanceId: instance.id,
    nodeId: node.id,
    elementId: node.element,
    definitionId: instance.definitionId,
    definitionKey: instance.definitionKey,
  };
}

export function addExternalTask(sample: Sample, patch: Partial<ExternalTask> = {}): ExternalTask {
  const node = enter(sample, patch.elementId ?? 'charge', 'serviceTask', patch.nodeId);
  const task: ExternalTask = {
    ...attached(sample, node),
    topic: 'charge-card',
    activityInstanceId: node.activityInstanceId,
    priority: 0,
    workerId: null,
    lockedUntil: null,
    retries: null,
    errorMessage: null,
    errorDetails: null,
    createdAt: sample.instance.startedAt,
    businessKey: sample.instance.businessKey,
    suspended: false,
    ...patch,
  };
  node.externalTaskId = task.id;
  sample.family.externalTasks.set(task.id, task);
  sample.changes.externalTasks.set(task.id, task);
  const logId = `${task.id}#created`;
  sample.changes.history.externalTaskLogs.set(logId, {
    id: logId,
    event: 'creation',
    at: task.createdAt,
    externalTaskId: task.id,
    topic: task.topic,
    workerId: null,
    priority: task.priority,
    retries: null,
    errorMessage: null,
    errorDetails: null,
    rootId: task.rootId,
    instanceId: task.instanceId,
    executionId: node.id,
    activityInstanceId: node.activityInstanceId,
    activityId: node.element,
    definitionId: task.definitionId,
    definitionKey: task.definitionKey,
  });
  return task;
}

export function addUserTask(sample: Sample, patch: Partial<UserTask> = {}): UserTask {
  const node = enter(sample, patch.elementId ?? 'approve', 'userTask', patch.nodeId);
  const task: UserTask = {
    ...attached(sample, node),
    activityInstanceId: node.activityInstanceId,
    name: 'Approve',
    description: null,
    assignee: null,
    owner: null,
    delegationState: null,
    priority: 50,
    createdAt: sample.instance.startedAt,
    lastUpdatedAt: null,
    dueAt: null,
    followUpAt: null,
    formKey: null,
    formRef: null,
    parentTaskId: null,
    candidates: [],
    suspended: false,
    state: 'Created',
    ...patch,
  };
  node.userTaskId = task.id;
  sample.family.userTasks.set(task.id, task);
  sample.changes.userTasks.set(task.id, task);
  sample.changes.history.tasks.set(task.id, {
    id: task.id,
    rootId: task.rootId,
    instanceId: task.instanceId,
    executionId: node.id,
    activityInstanceId: task.activityInstanceId,
    definitionId: task.definitionId,
    definitionKey: task.definitionKey,
    taskDefinitionKey: node.element,
    name: task.name,
    description: task.description,
    assignee: task.assignee,
    owner: task.owner,
    priority: task.priority,
    startedAt: task.createdAt,
    endedAt: null,
    dueAt: task.dueAt,
    followUpAt: task.followUpAt,
    deleteReason: null,
    parentTaskId: task.parentTaskId,
    state: 'Created',
  });
  return task;
}

export function addJob(sample: Sample, patch: Partial<Job> = {}): Job {
  const node = enter(sample, patch.elementId ?? 'wait', 'intermediateTimer', patch.nodeId);
  const job: Job = {
    ...attached(sample, node),
    kind: 'timer-intermediate-transition',
    jobDefinitionId: 'job-definition',
    dueAt: null,
    retries: 3,
    exclusive: true,
    priority: 0,
    exceptionMessage: null,
    exceptionStacktrace: null,
    failedActivityId: null,
    listenerId: 'late',
    repeat: null,
    suspended: false,
    createdAt: sample.instance.startedAt,
    ...patch,
  };
  sample.family.jobs.set(job.id, job);
  sample.changes.jobs.set(job.id, job);
  return job;
}

export function addSubscription(sample: Sample, patch: Partial<Subscription> = {}): Subscription {
  const node = enter(sample, patch.elementId ?? 'receive', 'receiveTask', patch.nodeId);
  const subscription: Subscription = {
    ...attached(sample, node),
    kind: 'message',
    name: 'Go',
    createdAt: sample.instance.startedAt,
    ...patch,
  };
  sample.family.subscriptions.set(subscription.id, subscription);
  sample.changes.subscriptions.set(subscription.id, subscription);
  return subscription;
}

export function addIncident(sample: Sample, patch: Partial<Incident> = {}): Incident {
  const node = sample.instance.nodes[sample.instance.id]!;
  const base = attached(sample, node);
  const incident: Incident = {
    ...base,
    type: 'failedExternalTask',
    message: 'boom',
    createdAt: sample.instance.startedAt,
    failedActivityId: null,
    causeIncidentId: base.id,
    rootCauseIncidentId: base.id,
    configuration: null,
    jobDefinitionId: null,
    annotation: null,
    ...patch,
  };
  sample.family.incidents.set(incident.id, incident);
  sample.changes.incidents.set(incident.id, incident);
  sample.changes.history.incidents.set(incident.id, { ...incident, endedAt: null, state: 'open' });
  return incident;
}
