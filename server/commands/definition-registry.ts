import { compileDecisions } from '../engine/decisions/compile-decisions.ts';
import { jobDefinitionKey, standaloneDefinition } from '../engine/engine.ts';
import { DefinitionNotLoaded } from '../engine/engine-error.ts';
import type {
  Binding,
  DefinitionSource,
  DeployedDecision,
  DeployedProcess,
  JobOverride,
} from '../engine/environment.ts';
import { compileProcesses, scriptFilesIn } from '../engine/model/compile-processes.ts';
import type { ProcessGraph } from '../engine/model/graph.ts';
import type { DecisionDefinition } from '../store/definition/decision-definition.ts';
import { decisionDefinitionList, requirementsDefinitionList } from '../store/definition/decision-list.ts';
import type { FormDefinition } from '../store/definition/form-definition.ts';
import { formDefinitionList } from '../store/definition/form-definition-list.ts';
import type { JobDefinition } from '../store/definition/job-definition.ts';
import { jobDefinitionList } from '../store/definition/job-definition-list.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import { processDefinitionList } from '../store/definition/process-list.ts';
import type { RequirementsDefinition } from '../store/definition/requirements-definition.ts';
import type { Store } from '../store/store.ts';
import { DefinitionIndex } from './definition-index.ts';
import { othersTurn } from './others-turn.ts';
import { readResourceText } from './read-resource-text.ts';
import { NotFound } from './refusals.ts';

/** What is compiled, with what can be set while it is in memory. */
type CompiledProcess = DeployedProcess & { jobOverrides: Map<string, JobOverride> };

/**
 * Every deployed definition. The rows are all in memory; a model is read and compiled when a run first needs it:
 * the run then throws `DefinitionNotLoaded`, `load` compiles, and the command runs again.
 */
export class DefinitionRegistry implements DefinitionSource {
  readonly processes = new DefinitionIndex<ProcessDefinition>();
  readonly decisions = new DefinitionIndex<DecisionDefinition>();
  readonly requirements = new DefinitionIndex<RequirementsDefinition>();
  readonly forms = new DefinitionIndex<FormDefinition>();
  readonly #compiledProcesses = new Map<string, CompiledProcess>();
  readonly #compiledDecisions = new Map<string, DeployedDecision>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #store: Store;

  private constructor(store: Store, standalone: DeployedProcess) {
    this.#store = store;
    this.#compiledProcesses.set(standalone.id, { ...standalone, jobOverrides: new Map() });
  }

  static async open(store: Store): Promise<DefinitionRegistry> {
    const registry = new DefinitionRegistry(store, await standaloneDefinition());
    registry.add({
      processes: await processDefinitionList.list(store.reader, {}),
      decisions: await decisionDefinitionList.list(store.reader, {}),
      requirements: await requirementsDefinitionList.list(store.reader, {}),
      forms: await formDefinitionList.list(store.reader, {}),
    });
    return registry;
  }

  process(id: string): DeployedProcess {
    const compiled = this.#compiledProcesses.get(id);
    if (compiled) return compiled;
    if (this.processes.get(id)) throw new DefinitionNotLoaded(id);
    throw new NotFound(`no deployed process definition found with id '${id}': processDefinition is null`);
  }

  findProcess(key: string, binding: Binding): DeployedProcess | undefined {
    const row = this.processes.find(key, binding);
    return row && this.process(row.id);
  }

  findDecision(key: string, binding: Binding): DeployedDecision | undefined {
    const row = this.decisions.find(key, binding);
    if (!row) return undefined;
    const compiled = this.#compiledDecisions.get(row.id);
    if (!compiled) throw new DefinitionNotLoaded(row.id);
    return compiled;
  }

  decision(id: string): DeployedDecision {
    const compiled = this.#compiledDecisions.get(id);
    if (compiled) return compiled;
    if (this.decisions.get(id)) throw new DefinitionNotLoaded(id);
    throw new NotFound(`no decision definition deployed with id '${id}'`);
  }

  /** Compiles the definition with this id, once however many ask. @throws NotFound */
  load(id: string): Promise<void> {
    const running = this.#loading.get(id);
    if (running !== undefined) return running;
    const loading = this.#load(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  /** The compiled process with this id, loaded when need be. */
  async loaded(id: string): Promise<DeployedProcess> {
    if (!this.#compiledProcesses.has(id) && this.processes.get(id)) await this.load(id);
    return this.process(id);
  }

  /** Takes in what was just deployed. */
  add(rows: {
    processes: readonly ProcessDefinition[];
    decisions: readonly DecisionDefinition[];
    requirements: readonly RequirementsDefinition[];
    forms: readonly FormDefinition[];
  }): void {
    for (const row of rows.processes) this.processes.add(row);
    for (const row of rows.decisions) this.decisions.add(row);
    for (const row of rows.requirements) this.requirements.add(row);
    for (const row of rows.forms) this.forms.add(row);
  }

  /** Takes in the graph of a process that was just deployed, so that its first start need not compile it again. */
  keep(row: ProcessDefinition, graph: ProcessGraph, jobs: readonly JobDefinition[]): void {
    this.#compiledProcesses.set(row.id, deployedProcess(row, graph, jobs));
  }

  /** Forgets what a deleted deployment held. */
  removeDeployment(deploymentId: string): void {
    for (const row of [...this.processes.all()].filter((each) => each.deploymentId === deploymentId)) {
      this.processes.remove(row.id);
      this.#compiledProcesses.delete(row.id);
    }
    for (const row of [...this.decisions.all()].filter((each) => each.deploymentId === deploymentId)) {
      this.decisions.remove(row.id);
      this.#compiledDecisions.delete(row.id);
    }
    for (const row of [...this.requirements.all()].filter((each) => each.deploymentId === deploymentId)) {
      this.requirements.remove(row.id);
    }
    for (const row of [...this.forms.all()].filter((each) => each.deploymentId === deploymentId)) {
      this.forms.remove(row.id);
    }
  }

  /** Forgets a deleted process definition. */
  removeProcess(id: string): void {
    this.processes.remove(id);
    this.#compiledProcesses.delete(id);
  }

  setSuspended(id: string, suspended: boolean): void {
    const row = this.processes.get(id);
    if (row) row.suspended = suspended;
    const compiled = this.#compiledProcesses.get(id);
    if (compiled) compiled.suspended = suspended;
  }

  /** What somebody has set for the jobs of a job definition. */
  overrideJobs(definitionId: string, jobDefinitionId: string, change: Partial<JobOverride>): void {
    const overrides = this.#compiledProcesses.get(definitionId)?.jobOverrides;
    const before = overrides?.get(jobDefinitionId) ?? { suspended: false, priority: null };
    overrides?.set(jobDefinitionId, { ...before, ...change });
  }

  async #load(id: string): Promise<void> {
    const process = this.processes.get(id);
    const decision = process ? undefined : this.decisions.get(id);
    if (process) await this.#loadProcess(process);
    else if (decision) await this.#loadDecision(decision);
    else throw new NotFound(`no deployed definition found with id '${id}'`);
  }

  async #loadProcess(row: ProcessDefinition): Promise<void> {
    const { reader } = this.#store;
    const xml = await readResourceText(reader, row.deploymentId, row.resource);
    const files = new Map<string, string>();
    for (const name of scriptFilesIn(xml)) files.set(name, await readResourceText(reader, row.deploymentId, name));
    const { processes } = await compileProcesses(xml, { files, pause: othersTurn });
    const graph = processes.find(({ key }) => key === row.key);
    if (!graph) throw new NotFound(`resource '${row.resource}' holds no process '${row.key}'`);
    this.keep(row, graph, await jobDefinitionList.list(reader, { processDefinitionId: row.id }));
  }

  async #loadDecision(row: DecisionDefinition): Promise<void> {
    const { decisions } = await compileDecisions(
      await readResourceText(this.#store.reader, row.deploymentId, row.resource),
    );
    const decision = decisions.find(({ key }) => key === row.key);
    if (!decision) throw new NotFound(`resource '${row.resource}' holds no decision '${row.key}'`);
    this.#compiledDecisions.set(row.id, {
      id: row.id,
      key: row.key,
      version: row.version,
      versionTag: row.versionTag,
      name: row.name,
      deploymentId: row.deploymentId,
      decisionRequirementsDefinitionId: row.requirementsId,
      decisionRequirementsDefinitionKey: row.requirementsKey,
      get historyTimeToLiveDays() {
        return row.historyTimeToLive;
      },
      fileDefinitionIds: new Map(
        decisions.flatMap(({ key }) => {
          const found = this.decisions.find(key, { kind: 'deployment', deploymentId: row.deploymentId });
          return found ? [[key, found.id]] : [];
        }),
      ),
      decision,
    });
  }
}

function deployedProcess(row: ProcessDefinition, graph: ProcessGraph, jobs: readonly JobDefinition[]): CompiledProcess {
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    versionTag: row.versionTag,
    name: row.name,
    deploymentId: row.deploymentId,
    resource: row.resource,
    suspended: row.suspended,
    get historyTimeToLiveDays() {
      return row.historyTimeToLive;
    },
    graph,
    jobDefinitionIds: new Map(jobs.map((job) => [jobDefinitionKey(job), job.id])),
    jobOverrides: new Map(
      jobs
        .filter((job) => job.suspended || job.overridingPriority !== null)
        .map((job) => [job.id, { suspended: job.suspended, priority: job.overridingPriority }]),
    ),
  };
}
