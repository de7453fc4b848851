import { Rows } from './changed-rows.ts';
import type { TypedValue } from './expressions/typed-value.ts';
import type { ExternalTask, Incident, Instance, Job, Subscription, UserTask } from './state.ts';

/**
 * What a run changed, as data. The store writes exactly this and reads nothing else of the engine.
 *
 * Runtime rows are put whole, or removed (`null`). History rows are always put whole: a row that a later run
 * completes (an activity that ends) is put again under the same id. So a batch of many runs keeps only the last
 * version of each row, and one upsert and one delete statement per table are enough.
 */
export interface Changes {
  readonly instances: Rows<Instance | null>;
  readonly externalTasks: Rows<ExternalTask | null>;
  readonly userTasks: Rows<UserTask | null>;
  readonly jobs: Rows<Job | null>;
  readonly subscriptions: Rows<Subscription | null>;
  readonly incidents: Rows<Incident | null>;
  readonly history: HistoryChanges;
}

export interface HistoryChanges {
  readonly processInstances: Rows<HistoricProcessInstance>;
  readonly activityInstances: Rows<HistoricActivityInstance>;
  readonly variables: Rows<HistoricVariable>;
  readonly details: Rows<HistoricDetail>;
  readonly tasks: Rows<HistoricTask>;
  readonly identityLinks: Rows<HistoricIdentityLink>;
  readonly externalTaskLogs: Rows<HistoricExternalTaskLog>;
  readonly jobLogs: Rows<HistoricJobLog>;
  readonly incidents: Rows<HistoricIncident>;
  readonly decisions: Rows<HistoricDecision>;
}

export type HistoricState = 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'EXTERNALLY_TERMINATED' | 'INTERNALLY_TERMINATED';

export interface HistoricProcessInstance {
  id: string;
  rootId: string;
  definitionId: string;
  definitionKey: string;
  businessKey: string | null;
  superInstanceId: string | null;
  startedAt: number;
  endedAt: number | null;
  startUserId: string | null;
  startActivityId: string | null;
  endActivityId: string | null;
  deleteReason: string | null;
  state: HistoricState;
  restartedInstanceId: string | null;
  /** From when on all history of the family may be forgotten; on its root instance, once it has ended. */
  removalAt: number | null;
}

/** `id` is the activity instance id (`activityId:uuid`). */
export interface HistoricActivityInstance {
  id: string;
  parentId: string;
  rootId: string;
  instanceId: string;
  executionId: string;
  definitionId: string;
  definitionKey: string;
  activityId: string;
  activityName: string | null;
  activityType: string;
  taskId: string | null;
  calledInstanceId: string | null;
  assignee: string | null;
  startedAt: number;
  endedAt: number | null;
  canceled: boolean;
  completeScope: boolean;
  /** Orders activity instances of one instance by occurrence. */
  sequence: number;
}

export interface HistoricVariable extends TypedValue {
  id: string;
  name: string;
  rootId: string;
  instanceId: string;
  executionId: string;
  activityInstanceId: string;
  taskId: string | null;
  definitionId: string;
  definitionKey: string;
  revision: number;
  state: 'CREATED' | 'DELETED';
  /** False once its scope has ended while the instance runs on; only live variables of running instances are runtime variables. */
  live: boolean;
  createdAt: number;
}

/** One write of a variable, or one field of a submitted form. */
export interface HistoricDetail extends TypedValue {
  id: string;
  kind: 'variableUpdate' | 'formField';
  name: string;
  variableId: string | null;
  rootId: string;
  instanceId: string;
  executionId: string;
  activityInstanceId: string;
  taskId: string | null;
  definitionId: string;
  definitionKey: string;
  revision: number;
  initial: boolean;
  at: number;
  userOperationId: string | null;
}

export interface HistoricTask {
  id: string;
  rootId: string;
  instanceId: string;
  executionId: string;
  activityInstanceId: string;
  definitionId: string;
  definitionKey: string;
  taskDefinitionKey: string;
  name: string | null;
  description: string | null;
  assignee: string | null;
  owner: string | null;
  priority: number;
  startedAt: number;
  endedAt: number | null;
  dueAt: number | null;
  followUpAt: number | null;
  deleteReason: string | null;
  parentTaskId: string | null;
  state: string;
}

/** Somebody came to have to do with a user task, or ceased to. */
export interface HistoricIdentityLink {
  id: string;
  operation: 'add' | 'delete';
  at: number;
  taskId: string;
  /** `assignee`, `owner`, `candidate`, or any other word. */
  type: string;
  userId: string | null;
  groupId: string | null;
  /** Who said so. */
  assignerId: string | null;
  rootId: string;
  instanceId: string;
  definitionId: string;
  definitionKey: string;
}

export interface HistoricExternalTaskLog {
  id: string;
  event: 'creation' | 'failure' | 'success' | 'deletion';
  at: number;
  externalTaskId: string;
  topic: string;
  workerId: string | null;
  priority: number;
  retries: number | null;
  errorMessage: string | null;
  errorDetails: string | null;
  rootId: string;
  instanceId: string;
  executionId: string;
  activityInstanceId: string;
  activityId: string;
  definitionId: string;
  definitionKey: string;
}

export interface HistoricJobLog {
  id: string;
  event: 'creation' | 'failure' | 'success' | 'deletion';
  at: number;
  jobId: string;
  jobDefinitionId: string;
  kind: string;
  configuration: string | null;
  dueAt: number | null;
  retries: number;
  priority: number;
  exceptionMessage: string | null;
  exceptionStacktrace: string | null;
  failedActivityId: string | null;
  rootId: string;
  instanceId: string;
  executionId: string;
  activityId: string;
  definitionId: string;
  definitionKey: string;
}

export interface HistoricIncident extends Incident {
  endedAt: number | null;
  state: 'open' | 'resolved' | 'deleted';
}

/** One evaluation of a decision, with the rows that matched: what an auditor asks for. */
export interface HistoricDecision {
  id: string;
  decisionDefinitionId: string;
  decisionDefinitionKey: string;
  decisionDefinitionName: string | null;
  decisionRequirementsDefinitionId: string | null;
  decisionRequirementsDefinitionKey: string | null;
  rootDecisionInstanceId: string | null;
  rootId: string | null;
  instanceId: string | null;
  activityId: string | null;
  activityInstanceId: string | null;
  definitionId: string | null;
  definitionKey: string | null;
  at: number;
  userId: string | null;
  collectResultValue: number | null;
  inputs: { clauseId: string | null; clauseName: string | null; value: TypedValue }[];
  outputs: {
    clauseId: string | null;
    clauseName: string | null;
    ruleId: string | null;
    ruleOrder: number | null;
    variableName: string | null;
    value: TypedValue;
  }[];
  /** From when on an evaluation outside of any process may be forgotten; others go with their family. */
  removalAt: number | null;
}

/** Nothing changed yet. */
export function newChanges(): Changes {
  return {
    instances: new Rows(),
    externalTasks: new Rows(),
    userTasks: new Rows(),
    jobs: new Rows(),
    subscriptions: new Rows(),
    incidents: new Rows(),
    history: {
      processInstances: new Rows(),
      activityInstances: new Rows(),
      variables: new Rows(),
      details: new Rows(),
      tasks: new Rows(),
      identityLinks: new Rows(),
      externalTaskLogs: new Rows(),
      jobLogs: new Rows(),
      incidents: new Rows(),
      decisions: new Rows(),
    },
  };
}

/** The changes of several runs as one; of a row that several changed, the last version. */
export function mergeChanges(all: readonly Changes[]): Changes {
  const merged = newChanges();
  for (const { history, ...runtime } of all) {
    const { history: mergedHistory, ...mergedRuntime } = merged;
    addMaps(runtime, mergedRuntime);
    addMaps({ ...history }, { ...mergedHistory });
  }
  return merged;
}

/** Adds the entries of each map in `from` to the map of the same name in `to`. */
function addMaps<Maps extends object>(from: Maps, to: Maps): void {
  for (const name of Object.keys(from) as (keyof Maps)[]) {
    const target = to[name] as Rows<unknown>;
    for (const [id, row] of from[name] as Rows<unknown>) target.set(id, row);
  }
}
