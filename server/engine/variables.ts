import type { HistoricDetail, HistoricVariable } from './changes.ts';
import type { RunEnvironment } from './environment.ts';
import type {
  DecisionRows,
  ExecutionScope,
  ExpressionScope,
  ExternalTaskScope,
  TaskScope,
} from './expressions/expression-scope.ts';
import type { TypedValue } from './expressions/typed-value.ts';
import { type Recorder, touch } from './record.ts';
import type { ScriptSandbox } from './scripts/script-sandbox.ts';
import type { Instance, Node, Variable } from './state.ts';
import type { Token } from './token.ts';
import { parentNode, rootNode } from './tree.ts';

/** A value to be written; a transient one is usable in the running command and is never stored. */
export type VariableInput = TypedValue;

/** A variable was created, updated or deleted in a scope. */
export interface VariableWrite {
  instance: Instance;
  scope: Node;
  name: string;
  event: 'create' | 'update' | 'delete';
}

/** What history tells of a write beside its value. */
export interface HowWritten {
  /** Where it was written from, when that is not the variable's own scope. */
  source?: Node;
  /** The process instance begins with it. */
  initial?: boolean;
  /** The user task whose own variable it is. */
  taskId?: string;
}

const PLAINLY: HowWritten = {};

/** Variables by name. */
export type Variables = Record<string, VariableInput>;

/** Looks a variable up from `node` outwards: the nearest scope wins. */
export function findVariable(instance: Instance, node: Node, name: string): { scope: Node; variable: Variable } | null {
  for (let scope: Node | undefined = node; scope; scope = parentNode(instance, scope)) {
    const variable = scope.variables?.[name];
    if (variable && Object.hasOwn(scope.variables!, name)) return { scope, variable };
  }
  return null;
}

/** All variables visible at `node`, the nearest scope first. */
export function visibleVariables(instance: Instance, node: Node): Record<string, TypedValue> {
  const found: Record<string, TypedValue> = Object.create(null);
  for (let scope: Node | undefined = node; scope; scope = parentNode(instance, scope)) {
    for (const name in scope.variables) found[name] ??= scope.variables[name]!;
  }
  return found;
}

/** Notes what is written, and is told of each write. */
export interface WriteRecorder extends Recorder {
  /** A variable was written; `scope` is what it belongs to. */
  wrote(write: VariableWrite): void;
}

/** Writes variables of one run and keeps the transient ones, which live as long as the run. */
export class VariableWriter {
  readonly #to: WriteRecorder;
  /** Made when the first is written: most runs have none. */
  #transient: WeakMap<Node, Map<string, TypedValue>> | undefined;

  constructor(to: WriteRecorder) {
    this.#to = to;
  }

  /** Writes where the name exists already, looking outwards from `node`; else at the process instance. */
  set(instance: Instance, node: Node, name: string, value: VariableInput): void {
    const found = findVariable(instance, node, name);
    this.setLocal(instance, found?.scope ?? rootNode(instance), name, value, { source: node });
  }

  /** Writes in the scope of `node` itself. */
  setLocal(instance: Instance, node: Node, name: string, value: VariableInput, how: HowWritten = PLAINLY): void {
    if (value.info?.['transient'] === true) {
      this.#setTransient(node, name, value);
      return;
    }
    if (!node.variables) node.variables = {};
    const existing = Object.hasOwn(node.variables, name) ? node.variables[name] : undefined;
    const variable: Variable = existing ?? {
      id: this.#to.newId(),
      revision: -1,
      createdAt: this.#to.now,
      type: '',
      value: null,
    };
    variable.type = value.type;
    variable.value = value.value;
    variable.revision += 1;
    if (value.info && Object.keys(value.info).length > 0) variable.info = value.info;
    else if (variable.info !== undefined) delete variable.info;
    if (how.taskId !== undefined) variable.taskId = how.taskId;
    node.variables[name] = variable;
    touch(this.#to, instance);
    this.#record(instance, node, name, variable, 'CREATED');
    this.#recordDetail(instance, node, name, variable, how);
    this.#to.wrote({ instance, scope: node, name, event: existing ? 'update' : 'create' });
  }

  /** Removes a variable from the nearest scope that has it, or only from `node` itself. */
  remove(instance: Instance, node: Node, name: string, local: boolean): void {
    const scope = local ? node : findVariable(instance, node, name)?.scope;
    const variable = scope?.variables?.[name];
    if (!scope?.variables || !variable) return;
    delete scope.variables[name];
    touch(this.#to, instance);
    this.#record(instance, scope, name, variable, 'DELETED');
    this.#to.wrote({ instance, scope, name, event: 'delete' });
  }

  /** The variables of a scope that ends are no longer runtime variables. */
  scopeEnded(instance: Instance, node: Node): void {
    for (const name in node.variables) this.#record(instance, node, name, node.variables[name]!, 'CREATED', false);
  }

  /** The instance has become one of another definition: what history knows of the scope's variables follows. */
  scopeMigrated(instance: Instance, node: Node): void {
    for (const name in node.variables) this.#record(instance, node, name, node.variables[name]!, 'CREATED');
  }

  /** Reads a variable as an expression at `node` does. */
  get(instance: Instance, node: Node, name: string): TypedValue | undefined {
    for (let scope: Node | undefined = node; scope; scope = parentNode(instance, scope)) {
      const transient = this.#transient?.get(scope)?.get(name);
      if (transient) return transient;
      if (scope.variables && Object.hasOwn(scope.variables, name)) return scope.variables[name];
    }
    return undefined;
  }

  #setTransient(node: Node, name: string, value: TypedValue): void {
    this.#transient ??= new WeakMap();
    const values = this.#transient.get(node) ?? new Map<string, TypedValue>();
    values.set(name, value);
    this.#transient.set(node, values);
  }

  #record(
    instance: Instance,
    node: Node,
    name: string,
    variable: Variable,
    state: 'CREATED' | 'DELETED',
    live = state === 'CREATED',
  ): void {
    if (this.#to.pathOnly) return;
    const row: HistoricVariable = {
      id: variable.id,
      name,
      type: variable.type,
      value: variable.value,
      rootId: instance.rootId,
      instanceId: instance.id,
      executionId: node.id,
      activityInstanceId: node.activityInstanceId,
      taskId: variable.taskId ?? null,
      definitionId: instance.definitionId,
      definitionKey: instance.definitionKey,
      revision: variable.revision,
      state,
      live,
      createdAt: variable.createdAt,
    };
    if (variable.info) row.info = variable.info;
    this.#to.changes.history.variables.set(row.id, row);
  }

  #recordDetail(instance: Instance, node: Node, name: string, variable: Variable, how: HowWritten): void {
    if (this.#to.pathOnly) return;
    const row: HistoricDetail = {
      id: this.#to.newId(),
      kind: 'variableUpdate',
      name,
      type: variable.type,
      value: variable.value,
      variableId: variable.id,
      rootId: instance.rootId,
      instanceId: instance.id,
      executionId: node.id,
      activityInstanceId: (how.source ?? node).activityInstanceId,
      taskId: variable.taskId ?? null,
      definitionId: instance.definitionId,
      definitionKey: instance.definitionKey,
      revision: variable.revision,
      initial: how.initial ?? false,
      at: this.#to.now,
      userOperationId: null,
    };
    if (variable.info) row.info = variable.info;
    this.#to.changes.history.details.set(row.id, row);
  }
}

/** What an expression sees beside variables, where there is such a thing. */
export interface SeenBeside {
  task?: TaskScope;
  externalTask?: ExternalTaskScope;
  decisionResult?: DecisionRows | undefined;
  /** Of the listener that is told. */
  eventName?: string;
}

const NOTHING_BESIDE: SeenBeside = {};

/** What an expression at a token sees. Most expressions read a variable or two: what stands behind `execution` is made when asked for. */
export class TokenScope implements ExpressionScope {
  readonly now: number;
  readonly currentUser: string | null;
  readonly scripts: ScriptSandbox;
  readonly task: TaskScope | undefined;
  readonly externalTask: ExternalTaskScope | undefined;
  readonly decisionResult: DecisionRows | undefined;
  readonly #writer: VariableWriter;
  readonly #token: Token;
  readonly #eventName: string | null;

  constructor(
    writer: VariableWriter,
    token: Token,
    { now, userId, scripts }: Pick<RunEnvironment, 'now' | 'userId' | 'scripts'>,
    { task, externalTask, decisionResult, eventName }: SeenBeside = NOTHING_BESIDE,
  ) {
    this.now = now;
    this.currentUser = userId;
    this.scripts = scripts;
    this.task = task;
    this.externalTask = externalTask;
    this.decisionResult = decisionResult;
    this.#writer = writer;
    this.#token = token;
    this.#eventName = eventName ?? null;
  }

  get(name: string): TypedValue | undefined {
    return this.#writer.get(this.#token.instance, this.#token.node, name);
  }

  get execution(): ExecutionScope {
    const { instance, node, element } = this.#token;
    const writer = this.#writer;
    return {
      id: node.id,
      processInstanceId: instance.id,
      processDefinitionId: instance.definitionId,
      processBusinessKey: instance.businessKey,
      currentActivityId: element.id,
      currentActivityName: element.name,
      activityInstanceId: node.activityInstanceId,
      parentId: node.parent,
      superExecutionId: instance.superNodeId,
      eventName: this.#eventName,
      getLocal: (name) => node.variables?.[name],
      all: () => visibleVariables(instance, node),
      allLocal: () => ({ ...node.variables }),
      set: (name, value) => writer.set(instance, node, name, value),
      setLocal: (name, value) => writer.setLocal(instance, node, name, value),
      remove: (name) => writer.remove(instance, node, name, false),
      removeLocal: (name) => writer.remove(instance, node, name, true),
    };
  }
}
