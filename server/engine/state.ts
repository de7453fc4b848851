import type { TypedValue } from './expressions/typed-value.ts';

/**
 * The runtime state of process instances, as plain data.
 *
 * A *family* is a root process instance with all instances called from it, directly or not: what one run may touch.
 * The tree of an instance (tokens, scopes, variables) is one document, `Instance.nodes`; what is looked up from
 * outside (external tasks, user tasks, jobs, subscriptions, incidents) are rows of their own that name their node.
 * All times are epoch milliseconds; all ids are opaque strings of at most 64 characters.
 */
export interface Family {
  readonly rootId: string;
  readonly instances: Map<string, Instance>;
  readonly externalTasks: Map<string, ExternalTask>;
  readonly userTasks: Map<string, UserTask>;
  readonly jobs: Map<string, Job>;
  readonly subscriptions: Map<string, Subscription>;
  readonly incidents: Map<string, Incident>;
}

/** A variable in its scope. `id` is the variable instance's id, `revision` counts its updates from 0. */
export interface Variable extends TypedValue {
  id: string;
  revision: number;
  createdAt: number;
  /** The user task whose own variable it is. */
  taskId?: string;
}

/** A running process instance. Its root node has the instance's id. */
export interface Instance {
  id: string;
  rootId: string;
  definitionId: string;
  definitionKey: string;
  businessKey: string | null;
  /** The calling instance and, in it, the node of the call activity. */
  superInstanceId: string | null;
  superNodeId: string | null;
  suspended: boolean;
  startedAt: number;
  startUserId: string | null;
  startActivityId: string | null;
  restartedInstanceId: string | null;
  /** Numbers the activity instances by occurrence. */
  sequence: number;
  nodes: Record<string, Node>;
}

/**
 * Where a node stands. `entering`: placed by a step and about to begin (only inside a run). `asyncBefore`/`asyncAfter`: a job must come before it goes on (a transition instance on the
 * wire); `active`: its behaviour was entered; `joining`: a token that waits at a join; `completed`: an instance of a
 * parallel multi-instance activity that is over, kept until the others are (the wire shows it as a transition instance); `eventScope`: what is left of a completed scope
 * so that it can be compensated: its variables and its compensation subscriptions.
 */
export type NodePhase = 'entering' | 'asyncBefore' | 'active' | 'asyncAfter' | 'joining' | 'completed' | 'eventScope';

/** One element instance: a token with its scope. Fields that most nodes lack are optional, to keep documents small. */
export interface Node {
  id: string;
  /** Element id; the process's id for the root node. */
  element: string;
  parent: string | null;
  phase: NodePhase;
  /** `activityId:uuid` on the wire; the root's is the instance id. */
  activityInstanceId: string;
  startedAt: number;
  /** Order of occurrence in the instance. */
  sequence: number;
  /** True for the body of a multi-instance activity, whose children are its instances. */
  body?: true;
  /** Loop data of a body, or of an instance inside one. */
  loop?: LoopState;
  variables?: Record<string, Variable>;
  externalTaskId?: string;
  userTaskId?: string;
  calledInstanceId?: string;
  jobIds?: string[];
  subscriptionIds?: string[];
  /** The flow by which a joining token came, or that an `asyncAfter` token still has to take. */
  flow?: string;
  /** On an event scope: the compensation subscription, in the scope around it, that leads here. */
  compensationSubscriptionId?: string;
  /** On a token that compensates: the node that waits for it, a throwing event or an event scope. */
  compensates?: string;
}

export interface LoopState {
  total?: number;
  completed?: number;
  index?: number;
}

/** What every row that waits in a node has in common. */
export interface Attached {
  id: string;
  rootId: string;
  instanceId: string;
  nodeId: string;
  elementId: string;
  definitionId: string;
  definitionKey: string;
}

export interface ExternalTask extends Attached {
  topic: string;
  activityInstanceId: string;
  priority: number;
  workerId: string | null;
  /** Locked while this is later than now. Also holds back a task whose worker asked for a pause before the next try. */
  lockedUntil: number | null;
  /** null until the first failure. */
  retries: number | null;
  errorMessage: string | null;
  errorDetails: string | null;
  createdAt: number;
  businessKey: string | null;
  suspended: boolean;
}

export interface UserTask extends Attached {
  activityInstanceId: string;
  name: string | null;
  description: string | null;
  assignee: string | null;
  owner: string | null;
  delegationState: 'PENDING' | 'RESOLVED' | null;
  priority: number;
  createdAt: number;
  lastUpdatedAt: number | null;
  dueAt: number | null;
  followUpAt: number | null;
  formKey: string | null;
  formRef: { key: string; binding: string; version: number | null } | null;
  parentTaskId: string | null;
  candidates: { userId: string | null; groupId: string | null; type: string }[];
  suspended: boolean;
  state: string;
}

/** `timer-start` jobs belong to a definition and have no instance: there `rootId`, `instanceId` and `nodeId` are ''. */
export type JobKind =
  | 'async-before'
  | 'async-after'
  | 'timer-start-event'
  | 'timer-start-event-subprocess'
  | 'timer-transition'
  | 'timer-intermediate-transition'
  | 'timer-task-listener';

export interface Job extends Attached {
  kind: JobKind;
  jobDefinitionId: string;
  /** null: due at once. */
  dueAt: number | null;
  retries: number;
  exclusive: boolean;
  priority: number;
  exceptionMessage: string | null;
  exceptionStacktrace: string | null;
  failedActivityId: string | null;
  /** Which timeout listener of the task a `timer-task-listener` tells. */
  listenerId: string | null;
  /** The repeating rule of a cycle timer as text, with what is left of its count. */
  repeat: string | null;
  suspended: boolean;
  createdAt: number;
}

export type SubscriptionKind = 'message' | 'signal' | 'conditional' | 'compensate';

/** Message and signal start events belong to a definition: there `rootId`, `instanceId` and `nodeId` are ''. */
export interface Subscription extends Attached {
  kind: SubscriptionKind;
  /** Message or signal name after expressions were evaluated; null where the kind has none. */
  name: string | null;
  createdAt: number;
}

export interface Incident extends Attached {
  type: string;
  message: string | null;
  createdAt: number;
  failedActivityId: string | null;
  causeIncidentId: string;
  rootCauseIncidentId: string;
  /** The job or external task; null on an incident passed up from a called instance. */
  configuration: string | null;
  jobDefinitionId: string | null;
  annotation: string | null;
}

/** An empty family for a new root instance. */
export function newFamily(rootId: string): Family {
  return {
    rootId,
    instances: new Map(),
    externalTasks: new Map(),
    userTasks: new Map(),
    jobs: new Map(),
    subscriptions: new Map(),
    incidents: new Map(),
  };
}
