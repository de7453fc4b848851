import type { CompiledExpression } from '../expressions/compile-expression.ts';

/** What is wrong, or doubtful, in a deployed file: the element, the property and the reason, with its place in the text. */
export interface Problem {
  elementId?: string;
  property?: string;
  reason: string;
  line?: number;
  column?: number;
}

/** A compiled process: everything a run asks of the diagram, resolved once at deployment. Immutable. */
export interface ProcessGraph {
  readonly key: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly versionTag: string | null;
  readonly historyTimeToLive: string | null;
  readonly startableInTasklist: boolean;
  /** The variable that gets who starts an instance (`camunda:initiator` of a start event). */
  readonly initiator: string | null;
  readonly root: Element;
  /** Every flow element by id, the process itself included. */
  readonly elements: ReadonlyMap<string, Element>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly taskPriority: CompiledExpression | null;
  readonly jobPriority: CompiledExpression | null;
  /** Inclusive gateways at which tokens may wait for others. */
  readonly inclusiveJoins: ReadonlySet<string>;
  /** Whether any event waits for a condition, so that changes of variables must be looked at. */
  readonly hasConditions: boolean;
}

export interface Flow {
  readonly id: string;
  /** Whether the diagram gave it its id. */
  readonly isNamed: boolean;
  readonly source: Element;
  readonly target: Element;
  readonly condition: CompiledExpression | null;
  /** Expressions evaluated when a token takes the flow. */
  readonly takeListeners: readonly CompiledExpression[];
}

/** The name of the file in `behaviors/` that runs an element. */
export type BehaviorName =
  | 'process'
  | 'sub-process'
  | 'event-sub-process'
  | 'call-activity'
  | 'none-event'
  | 'catch-event'
  | 'escalation-throw'
  | 'signal-throw'
  | 'error-end'
  | 'terminate-end'
  | 'compensation-throw'
  | 'cancel-end'
  | 'external-task'
  | 'expression-task'
  | 'user-task'
  | 'business-rule-task'
  | 'pass-through-task'
  | 'receive-task'
  | 'exclusive-gateway'
  | 'parallel-gateway'
  | 'inclusive-gateway'
  | 'event-based-gateway';

/** A flow element. Optional parts are `null` where the diagram has none, so that all elements have one shape. */
export interface Element {
  readonly id: string;
  readonly name: string | null;
  /** BPMN type without prefix, as in the XML: `userTask`, `boundaryEvent`, … */
  readonly type: string;
  /** `activityType` in history and in the activity tree: `userTask`, `boundaryTimer`, `noneEndEvent`, … */
  readonly activityType: string;
  readonly behavior: BehaviorName;
  readonly scope: Element | null;
  readonly incoming: Flow[];
  readonly outgoing: Flow[];
  defaultFlow: Flow | null;
  /** Elements directly inside (process, sub-process). */
  readonly children: Element[];
  /** The none start event of a scope, or the only start event of an event sub-process. */
  start: Element | null;
  readonly eventSubProcesses: Element[];
  readonly boundaryEvents: Element[];
  attachedTo: Element | null;
  /** What undoes this activity: its compensation handler, or the compensation event sub-process inside it. */
  compensation: Element | null;
  readonly isForCompensation: boolean;
  /** Boundary events and start events of event sub-processes: whether the scope is interrupted. */
  readonly interrupting: boolean;
  readonly event: EventDefinition | null;
  readonly loop: Loop | null;
  readonly asyncBefore: AsyncMark | null;
  readonly asyncAfter: AsyncMark | null;
  readonly jobPriority: CompiledExpression | null;
  readonly retryCycle: CompiledExpression | null;
  readonly inputs: Mapping[];
  readonly outputs: Mapping[];
  readonly startListeners: readonly CompiledExpression[];
  readonly endListeners: readonly CompiledExpression[];
  readonly external: ExternalTaskSpec | null;
  /** `camunda:expression` of a service-like task. */
  readonly service: ServiceExpression | null;
  readonly userTask: UserTaskSpec | null;
  readonly decision: DecisionSpec | null;
  readonly call: CallSpec | null;
  readonly form: FormSpec | null;
}

export interface AsyncMark {
  readonly exclusive: boolean;
}

/** When a timer is due. */
export interface TimerDefinition {
  readonly kind: 'timer';
  readonly timer: 'date' | 'duration' | 'cycle';
  readonly value: CompiledExpression;
}

export type EventDefinition =
  | TimerDefinition
  | { readonly kind: 'message'; readonly name: CompiledExpression }
  | {
      readonly kind: 'signal';
      readonly name: CompiledExpression;
      readonly ins: readonly VariablePass[];
      readonly businessKey: CompiledExpression | null;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: CompiledExpression;
      /** Only changes of this variable count; null: of any. */
      readonly variableName: string | null;
      /** Only these kinds of change count (`create`, `update`, `delete`); empty: all. */
      readonly variableEvents: readonly string[];
    }
  | { readonly kind: 'link'; readonly name: string }
  | {
      readonly kind: 'error';
      /** null catches every error. */
      readonly code: string | null;
      readonly message: CompiledExpression | null;
      readonly codeVariable: string | null;
      readonly messageVariable: string | null;
    }
  | { readonly kind: 'escalation'; readonly code: string | null; readonly codeVariable: string | null }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'compensation';
      /** Throwing events: the activity to compensate; null: all of the scope. */
      readonly activityRef: string | null;
    };

export interface Loop {
  readonly sequential: boolean;
  readonly cardinality: CompiledExpression | null;
  /** A variable's name, or an expression that gives a list. */
  readonly collection: CompiledExpression | null;
  readonly collectionVariable: string | null;
  readonly elementVariable: string | null;
  readonly completionCondition: CompiledExpression | null;
  /** Async marks of the instances inside the body. */
  readonly asyncBefore: AsyncMark | null;
  readonly asyncAfter: AsyncMark | null;
}

/** One `camunda:inputParameter` or `camunda:outputParameter`. */
export interface Mapping {
  readonly name: string;
  readonly value: MappingValue;
}

export type MappingValue =
  | { readonly kind: 'expression'; readonly expression: CompiledExpression }
  | { readonly kind: 'list'; readonly items: readonly MappingValue[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, MappingValue])[] }
  | { readonly kind: 'null' };

export interface ExternalTaskSpec {
  readonly topic: CompiledExpression;
  readonly priority: CompiledExpression | null;
  readonly properties: Readonly<Record<string, string>>;
  /** Errors thrown instead of completing or failing, when their condition holds (`camunda:errorEventDefinition`). */
  readonly errors: readonly {
    readonly code: string;
    readonly message: CompiledExpression | null;
    readonly condition: CompiledExpression;
  }[];
}

/** An expression as a task's work, and the variable its value goes to. */
export interface ServiceExpression {
  readonly expression: CompiledExpression;
  readonly resultVariable: string | null;
}

export interface UserTaskSpec {
  readonly assignee: CompiledExpression | null;
  readonly owner: CompiledExpression | null;
  readonly candidateUsers: readonly CompiledExpression[];
  readonly candidateGroups: readonly CompiledExpression[];
  readonly dueDate: CompiledExpression | null;
  readonly followUpDate: CompiledExpression | null;
  readonly priority: CompiledExpression | null;
  readonly name: CompiledExpression | null;
  readonly description: CompiledExpression | null;
  /** Task listeners by event: `create`, `assignment`, `update`, `complete`, `delete`. */
  readonly listeners: Readonly<Record<string, readonly CompiledExpression[]>>;
  /** Told at a time of their own, while the task is there; by id. */
  readonly timeouts: ReadonlyMap<string, TimeoutListener>;
}

/** A `camunda:taskListener` of the event `timeout`. */
export interface TimeoutListener {
  readonly event: TimerDefinition;
  readonly run: CompiledExpression;
}

export interface FormSpec {
  readonly key: CompiledExpression | null;
  readonly ref: CompiledExpression | null;
  readonly refBinding: string | null;
  readonly refVersion: CompiledExpression | null;
  /** Fields of a form that is generated (`camunda:formData`); empty for a form of its own. */
  readonly fields: readonly FormField[];
  readonly businessKeyField: string | null;
}

/** One `camunda:formField`. */
export interface FormField {
  readonly id: string;
  readonly type: 'string' | 'long' | 'boolean' | 'date' | 'enum';
  readonly label: CompiledExpression | null;
  readonly defaultValue: CompiledExpression | null;
  readonly datePattern: string;
  /** What an enum may be. */
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly constraints: readonly { readonly name: string; readonly config: string | null }[];
}

export interface BindingSpec {
  readonly kind: 'latest' | 'deployment' | 'version' | 'versionTag';
  /** The version or version tag. */
  readonly value: CompiledExpression | null;
}

export interface DecisionSpec {
  readonly ref: CompiledExpression;
  readonly binding: BindingSpec;
  readonly resultVariable: string | null;
  readonly mapResult: 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList';
}

export interface CallSpec {
  readonly calledElement: CompiledExpression;
  readonly binding: BindingSpec;
  readonly businessKey: CompiledExpression | null;
  readonly ins: readonly VariablePass[];
  readonly outs: readonly VariablePass[];
}

/** One `camunda:in`/`camunda:out` line that passes variables. */
export type VariablePass =
  | { readonly kind: 'all'; readonly local: boolean }
  | { readonly kind: 'variable'; readonly source: string; readonly target: string; readonly local: boolean }
  | {
      readonly kind: 'expression';
      readonly source: CompiledExpression;
      readonly target: string;
      readonly local: boolean;
    };
