import type { ScriptSandbox } from '../scripts/script-sandbox.ts';
import type { TypedValue } from './typed-value.ts';

/** The execution an expression runs in: the object behind the name `execution`. */
export interface ExecutionScope {
  readonly id: string;
  readonly processInstanceId: string;
  readonly processDefinitionId: string;
  readonly processBusinessKey: string | null;
  readonly currentActivityId: string | null;
  readonly currentActivityName?: string | null | undefined;
  readonly activityInstanceId?: string | null | undefined;
  readonly parentActivityInstanceId?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly currentTransitionId?: string | null | undefined;
  readonly superExecutionId?: string | null | undefined;
  /** `start`, `end`, `take`, … in a listener, else null. */
  readonly eventName?: string | null | undefined;
  /** A variable of this execution's own scope only. */
  getLocal(name: string): TypedValue | undefined;
  /** All variables visible here, the nearest of each name. */
  all?(): Record<string, TypedValue>;
  allLocal?(): Record<string, TypedValue>;
  /** Writes where the name exists already, looking upward, else at the process instance. */
  set?(name: string, value: TypedValue): void;
  setLocal?(name: string, value: TypedValue): void;
  remove?(name: string): void;
  removeLocal?(name: string): void;
}

/** Fields of a task that an expression may read. Dates are epoch milliseconds. */
export interface TaskScope {
  readonly id: string;
  readonly name: string | null;
  readonly description?: string | null | undefined;
  readonly assignee: string | null;
  readonly owner?: string | null | undefined;
  readonly priority: number;
  readonly dueDate?: number | null | undefined;
  readonly followUpDate?: number | null | undefined;
  readonly createTime?: number | null | undefined;
  readonly taskDefinitionKey: string;
  readonly executionId: string;
  readonly processInstanceId: string;
  readonly processDefinitionId: string;
  /** `create`, `assignment`, `complete`, … in a listener. */
  readonly eventName?: string | null | undefined;
  readonly deleteReason?: string | null | undefined;
  getLocal(name: string): TypedValue | undefined;
  allLocal?(): Record<string, TypedValue>;
  setLocal?(name: string, value: TypedValue): void;
  removeLocal?(name: string): void;
  /** Carries out `task.setAssignee(…)` and its like in a listener. */
  setField?(field: TaskField, value: TypedValue): void;
  addLink?(link: TaskLink): void;
  removeLink?(link: TaskLink): void;
}

/** Fields of an external task that an error event definition's condition may read. Dates are epoch milliseconds. */
export interface ExternalTaskScope {
  readonly id: string;
  readonly topicName: string;
  readonly workerId: string | null;
  readonly errorMessage: string | null;
  readonly errorDetails: string | null;
  readonly retries: number | null;
  readonly priority: number;
  readonly lockExpirationTime: number | null;
  readonly activityId: string;
  readonly activityInstanceId: string;
  readonly executionId: string;
  readonly processInstanceId: string;
  readonly processDefinitionId: string;
  readonly processDefinitionKey: string;
  readonly businessKey: string | null;
}

/** The rows of a decision's result, as output mappings of a business rule task see them. */
export type DecisionRows = readonly Readonly<Record<string, TypedValue>>[];

/** Somebody or a group, and what they are to a task: `candidate`, `assignee`, … */
export interface TaskLink {
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly type: string;
}

export type TaskField = 'assignee' | 'owner' | 'name' | 'description' | 'priority' | 'dueDate' | 'followUpDate';

/** All that an expression may see. Variables are looked up by name, the nearest scope first. */
export interface ExpressionScope {
  /** undefined: no such variable (an error in an expression). A variable that holds null is a `TypedValue`. */
  get(name: string): TypedValue | undefined;
  /** All names there are, where there is no execution to ask. */
  names?(): string[];
  readonly execution?: ExecutionScope | undefined;
  readonly task?: TaskScope | undefined;
  readonly externalTask?: ExternalTaskScope | undefined;
  readonly decisionResult?: DecisionRows | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone that `dateTime()` calculates in; UTC when absent. */
  readonly zone?: string | undefined;
  /** Who acts; null when nobody is signed in. */
  readonly currentUser?: string | null | undefined;
  readonly currentUserGroups?: readonly string[] | null | undefined;
  /** What runs JavaScript; without it a script fails. */
  readonly scripts?: ScriptSandbox | undefined;
}
