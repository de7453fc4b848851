import type { Changes } from '../../server/engine/changes.ts';
import { compileDecisions } from '../../server/engine/decisions/compile-decisions.ts';
import * as engine from '../../server/engine/engine.ts';
import type { Binding, DeployedDecision, DeployedProcess, RunEnvironment } from '../../server/engine/environment.ts';
import { fromPlain, type TypedValue, toPlain } from '../../server/engine/expressions/typed-value.ts';
import type { ActivityInstanceTree } from '../../server/engine/readers/activity-tree.ts';
import type { Family, Instance, Job, Subscription } from '../../server/engine/state.ts';
import { openSandbox } from '../../server/sandbox/open-sandbox.ts';
import { diagram } from './diagram.ts';

const scripts = await openSandbox();
const HOUR_MS = 3_600_000;

/**
 * The engine alone, in memory: definitions, a clock moved by hand and one family. After every command the family goes
 * through JSON, as it does when a server keeps it in a database and reads it again.
 */
export class World {
  now = Date.UTC(2026, 0, 5, 8);
  family: Family = emptyFamily();
  /** Families of earlier starts, and of instances that a signal began. */
  others: Family[] = [];
  /** Historic rows as the store would keep them: the last put of each id wins. */
  readonly history = {
    activities: new Map<string, string>(),
    instances: new Map<string, string>(),
    decisions: 0,
    values: new Map<string, unknown>(),
  };
  readonly #processes: DeployedProcess[] = [];
  readonly #decisions: DeployedDecision[] = [];
  #ids = 0;

  /** Deploys a process drawn as text (see `diagram`), or given as XML. */
  async deploy(key: string, drawing: string, processAttributes = ''): Promise<DeployedProcess> {
    const xml = drawing.trimStart().startsWith('<') ? drawing : diagram(key, drawing, processAttributes);
    const { processes, problems } = await engine.compileProcesses(xml);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const graph = processes[0]!;
    const version = this.#processes.filter((one) => one.key === graph.key).length + 1;
    const deployed: DeployedProcess = {
      id: `${graph.key}:${version}:x`,
      key: graph.key,
      version,
      versionTag: graph.versionTag,
      name: graph.name,
      deploymentId: 'deployment',
      resource: `${key}.bpmn`,
      suspended: false,
      graph,
      jobDefinitionIds: new Map(
        engine.jobDefinitionsOf(graph).map((spec) => [engine.jobDefinitionKey(spec), `jd-${spec.activityId}`]),
      ),
    };
    this.#processes.push(deployed);
    return deployed;
  }

  async deployDecisions(xml: string): Promise<void> {
    const { decisions, problems } = await compileDecisions(xml);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    for (const decision of decisions) {
      this.#decisions.push({
        id: `${decision.key}:1:x`,
        key: decision.key,
        version: this.#decisions.filter((one) => one.key === decision.key).length + 1,
        versionTag: null,
        name: decision.name,
        deploymentId: 'deployment',
        decisionRequirementsDefinitionId: null,
        decisionRequirementsDefinitionKey: null,
        fileDefinitionIds: new Map(decisions.map(({ key }) => [key, `${key}:1:x`])),
        decision,
      });
    }
  }

  get environment(): RunEnvironment {
    return {
      now: this.now,
      userId: null,
      scripts,
      limits: { steps: 10_000, instances: 5_000 },
      instanceBegins: () => undefined,
      signalReceivers: (name) => ({
        families: this.others,
        starts: this.#signalStarts(name),
        started: (family) => this.others.push(family),
      }),
      newId: () => {
        this.#ids += 1;
        return `id-${this.#ids}`;
      },
      definitions: {
        process: (id) => this.#processes.find((one) => one.id === id)!,
        findProcess: (key, binding) =>
          pick(
            this.#processes.filter((one) => one.key === key),
            binding,
          ),
        findDecision: (key, binding) =>
          pick(
            this.#decisions.filter((one) => one.key === key),
            binding,
          ),
      },
    };
  }

  /** Starts the newest version and answers the instance. */
  start(key: string, variables: Record<string, unknown> = {}, businessKey: string | null = null): Instance {
    const definition = pick(
      this.#processes.filter((one) => one.key === key),
      { kind: 'latest' },
    )!;
    if (this.family.instances.size > 0) this.others.push(this.family);
    const started = engine.startInstance(this.environment, { definition, businessKey, variables: typed(variables) });
    this.family = started.family;
    this.#keep(started.changes);
    return this.family.instances.get(started.instance.id) ?? started.instance;
  }

  /** Completes the external task or user task that waits at `activity` (the first, when several do). */
  complete(
    activity: string,
    variables: Record<string, unknown> = {},
    localVariables: Record<string, unknown> = {},
  ): void {
    const external = [...this.family.externalTasks.values()].find((task) => task.elementId === activity);
    if (external) {
      engine.lockExternalTask(this.environment, this.family, external.id, { workerId: 'w', durationMs: HOUR_MS });
      const input = { workerId: 'w', variables: typed(variables), localVariables: typed(localVariables) };
      this.#keep(engine.completeExternalTask(this.environment, this.family, external.id, input).changes);
      return;
    }
    const user = [...this.family.userTasks.values()].find((task) => task.elementId === activity);
    if (!user) throw new Error(`nothing waits at ${activity}: ${this.waiting()}`);
    this.#keep(engine.completeUserTask(this.environment, this.family, user.id, typed(variables)).changes);
  }

  /** Fails the external task at `activity`. */
  fail(activity: string, retries: number, retryTimeoutMs = 0): void {
    const id = this.#lock(activity);
    const input = { workerId: 'w', errorMessage: 'boom', errorDetails: 'stack', retries, retryTimeoutMs };
    this.#keep(engine.failExternalTask(this.environment, this.family, id, input).changes);
  }

  /** Throws a BPMN error at the external task of `activity`. */
  throwError(activity: string, errorCode: string, variables: Record<string, unknown> = {}): void {
    const id = this.#lock(activity);
    const input = { workerId: 'w', errorCode, errorMessage: `message of ${errorCode}`, variables: typed(variables) };
    this.#keep(engine.throwExternalTaskError(this.environment, this.family, id, input).changes);
  }

  /** Sends a message or signal to the first subscription of that name. */
  send(name: string, variables: Record<string, unknown> = {}): void {
    const subscription = this.subscriptions().find((one) => one.name === name);
    if (!subscription) throw new Error(`nobody waits for ${name}`);
    this.#keep(
      engine.triggerSubscription(this.environment, this.family, subscription.id, { variables: typed(variables) })
        .changes,
    );
  }

  /** Executes the first job of `activity`, due or not. */
  execute(activity: string): void {
    const job = this.jobs().find((one) => one.elementId === activity);
    if (!job) throw new Error(`no job at ${activity}: ${this.jobs().map((one) => one.elementId)}`);
    this.#keep(engine.executeJob(this.environment, this.family, job.id).changes);
  }

  /** Notes that the first job of `activity` failed. */
  failJob(activity: string): void {
    const job = this.jobs().find((one) => one.elementId === activity)!;
    this.#keep(engine.failJob(this.environment, this.family, job.id, new Error('job failed')).changes);
  }

  setVariables(instance: Instance, variables: Record<string, unknown>): void {
    const input = { modifications: typed(variables), deletions: [], local: false };
    this.#keep(engine.setVariables(this.environment, this.family, instance.id, input).changes);
  }

  /** Does something else to the family. */
  command<Result extends { changes: Changes }>(work: (environment: RunEnvironment, family: Family) => Result): Result {
    const result = work(this.environment, this.family);
    this.#keep(result.changes);
    return result;
  }

  delete(instance: Instance): void {
    this.#keep(engine.deleteInstance(this.environment, this.family, instance.id, { reason: 'test' }).changes);
  }

  jobs(): Job[] {
    return [...this.family.jobs.values()];
  }

  subscriptions(): Subscription[] {
    return [...this.family.subscriptions.values()];
  }

  incidents(): string[] {
    return [...this.family.incidents.values()].map((one) => `${one.type} ${one.elementId}`);
  }

  /** The token trees of all instances: `process(task sub(task) ~async)`. */
  waiting(family = this.family): string {
    const trees = [...family.instances.values()].map((one) => {
      const tree = engine.activityInstanceTree(this.environment.definitions, family, one);
      return draw(tree, one.definitionKey);
    });
    return trees.join(' + ');
  }

  /** Variables visible at the process instance, plain. */
  variables(key?: string): Record<string, unknown> {
    const instance = [...this.family.instances.values()].find((one) => !key || one.definitionKey === key);
    if (!instance) return {};
    const root = instance.nodes[instance.id]!;
    return Object.fromEntries(Object.entries(root.variables ?? {}).map(([name, value]) => [name, toPlain(value)]));
  }

  /** A variable of the process instance with its type. */
  typed(name: string): { type: string; value: unknown } | undefined {
    const instance = [...this.family.instances.values()][0];
    const variable = instance?.nodes[instance.id]?.variables?.[name];
    return variable && { type: variable.type, value: variable.value };
  }

  /** The last value history knows of a variable, whose instance may be over. */
  lastValue(name: string): unknown {
    return this.history.values.get(name);
  }

  /** Historic activity instances, sorted: `task userTask finished`. */
  past(): string[] {
    return [...this.history.activities.values()].sort();
  }

  #lock(activity: string): string {
    const task = [...this.family.externalTasks.values()].find((one) => one.elementId === activity);
    if (!task) throw new Error(`no external task at ${activity}: ${this.waiting()}`);
    engine.lockExternalTask(this.environment, this.family, task.id, { workerId: 'w', durationMs: HOUR_MS });
    return task.id;
  }

  #keep(changes: Changes): void {
    for (const row of changes.history.activityInstances.values()) {
      this.history.activities.set(
        row.id,
        `${row.activityId} ${row.activityType} ${row.canceled ? 'canceled' : row.endedAt ? 'finished' : 'open'}`,
      );
    }
    for (const row of changes.history.processInstances.values())
      this.history.instances.set(row.id, `${row.definitionKey} ${row.state}`);
    for (const row of changes.history.variables.values()) this.history.values.set(row.name, row.value);
    this.history.decisions += changes.history.decisions.size;
    this.family = throughJson(this.family);
    this.others = this.others.map(throughJson);
  }

  #signalStarts(name: string): { definition: DeployedProcess; elementId: string }[] {
    const keys = new Set(this.#processes.map(({ key }) => key));
    return [...keys].flatMap((key) => {
      const definition = this.environment.definitions.findProcess(key, { kind: 'latest' })!;
      const starts = engine.startEventsOf(definition.graph, this.now);
      return starts
        .filter((start) => start.kind === 'signal' && start.name === name)
        .map(({ elementId }) => ({ definition, elementId }));
    });
  }
}

function draw(tree: ActivityInstanceTree, name = tree.activityId): string {
  const inside = [
    ...tree.childActivityInstances.map((child) => draw(child)),
    ...tree.childTransitionInstances.map((child) => `~${child.activityId}`),
  ].sort();
  return inside.length > 0 ? `${name}(${inside.join(' ')})` : name;
}

const typed = (values: Record<string, unknown>): Record<string, TypedValue> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fromPlain(value)]));

function pick<T extends { version: number }>(versions: T[], binding: Binding): T | undefined {
  if (binding.kind === 'version') return versions.find((one) => one.version === binding.version);
  return versions.toSorted((one, other) => other.version - one.version)[0];
}

function emptyFamily(): Family {
  return throughJson({
    rootId: '',
    instances: new Map(),
    externalTasks: new Map(),
    userTasks: new Map(),
    jobs: new Map(),
    subscriptions: new Map(),
    incidents: new Map(),
  });
}

function throughJson(family: Family): Family {
  const copy = <T>(map: Map<string, T>): Map<string, T> =>
    new Map(JSON.parse(JSON.stringify([...map])) as [string, T][]);
  return {
    rootId: family.rootId,
    instances: copy(family.instances),
    externalTasks: copy(family.externalTasks),
    userTasks: copy(family.userTasks),
    jobs: copy(family.jobs),
    subscriptions: copy(family.subscriptions),
    incidents: copy(family.incidents),
  };
}
