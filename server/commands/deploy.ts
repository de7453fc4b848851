import { jobDefinitionKey } from '../engine/engine.ts';
import type { DecisionDefinition } from '../store/definition/decision-definition.ts';
import type { Deployment } from '../store/definition/deployment-table.ts';
import { insertDeployment } from '../store/definition/deployments.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import type { RequirementsDefinition } from '../store/definition/requirements-definition.ts';
import { type CompiledResources, compileResources, type Resource } from './compile-resources.ts';
import { type DefinitionRows, definitionRows } from './definition-rows.ts';
import { oneDeploymentAtATime } from './deployment-turn.ts';
import type { EngineContext } from './engine-context.ts';
import { findEarlier } from './find-earlier-deployment.ts';
import { inTransaction, logged } from './operations.ts';
import { type ProblemOut, problemOut } from './refusals.ts';
import { type StartingDefinition, startEventRows } from './start-event-rows.ts';

export interface DeployRequest {
  name: string | null;
  source: string | null;
  resources: readonly Resource[];
  /** Answer the latest deployment of this name and source instead of a new one when all files are the same. */
  filterDuplicates: boolean;
  /** Of a deployment that differs, take only the files that differ from their latest ones. */
  changedOnly: boolean;
  /** Refuses also what could only fail when a decision is evaluated; the reference deploys it. */
  refuseLate: boolean;
}

/** A deployment with what it brought; nothing when it is an old one answered again. */
export interface Deployed {
  deployment: Deployment;
  processes: ProcessDefinition[];
  decisions: DecisionDefinition[];
  requirements: RequirementsDefinition[];
  /** What deploys but is doubtful, by file. */
  warnings: Record<string, ProblemOut[]>;
}

/**
 * Deploys files: every process and decision in them becomes the latest version of its key. Message, signal and timer
 * starts of the version before are replaced in the same transaction.
 * @throws DeploymentRefused naming all that is wrong in all files; then nothing was deployed
 */
export async function deploy(engine: EngineContext, request: DeployRequest): Promise<Deployed> {
  const compiled = await compileResources(request.resources, engine.scripts, engine.clock.now(), request.refuseLate);
  return oneDeploymentAtATime(engine, () => deployNow(engine, request, compiled));
}

async function deployNow(engine: EngineContext, request: DeployRequest, all: CompiledResources): Promise<Deployed> {
  const { name, source } = request;
  const earlier = request.filterDuplicates ? await findEarlier(engine, request) : undefined;
  const changed = request.resources.filter((resource) => !earlier?.unchanged.has(resource.name));
  if (earlier && changed.length === 0) {
    return { deployment: earlier.deployment, processes: [], decisions: [], requirements: [], warnings: {} };
  }
  const resources = request.changedOnly ? changed : request.resources;
  const compiled = only(all, new Set(resources.map((resource) => resource.name)));
  const deployment: Deployment = { id: engine.newId(), name, source, deployedAt: engine.clock.now() };
  const rows = definitionRows(engine, deployment, compiled);
  const starts = startEventRows(engine, starting(rows, compiled));
  const by = await logged(engine, () => [
    {
      type: 'Create',
      entity: 'Deployment',
      changes: [
        { property: 'duplicateFilterEnabled', to: request.filterDuplicates },
        ...(request.filterDuplicates ? [{ property: 'deployChangedOnly', to: request.changedOnly }] : []),
      ],
      at: { deploymentId: deployment.id },
    },
  ]);
  await inTransaction(by, (transaction) =>
    insertDeployment(transaction, {
      deployment,
      resources: resources.map((resource) => ({ id: engine.newId(), name: resource.name, bytes: resource.bytes })),
      ...rows,
      ...starts,
    }),
  );
  engine.definitions.add(rows);
  for (const row of rows.processes) {
    const graph = compiled.processes.find((process) => process.graph.key === row.key)?.graph;
    const jobs = rows.jobDefinitions.filter(({ definitionId }) => definitionId === row.id);
    if (graph) engine.definitions.keep(row, graph, jobs);
  }
  const warnings = Object.fromEntries(compiled.warnings.map((file) => [file.resource, file.warnings.map(problemOut)]));
  return {
    deployment,
    processes: rows.processes,
    decisions: rows.decisions,
    requirements: rows.requirements,
    warnings,
  };
}

function only(all: CompiledResources, names: ReadonlySet<string>): CompiledResources {
  return {
    processes: all.processes.filter(({ resource }) => names.has(resource)),
    decisions: all.decisions.filter(({ resource }) => names.has(resource)),
    forms: all.forms.filter(({ resource }) => names.has(resource)),
    warnings: all.warnings.filter(({ resource }) => names.has(resource)),
  };
}

function starting(rows: DefinitionRows, { processes }: CompiledResources): StartingDefinition[] {
  return processes.flatMap(({ graph }) => {
    const definition = rows.processes.find(({ key }) => key === graph.key);
    if (!definition) return [];
    const jobs = rows.jobDefinitions.filter(({ definitionId }) => definitionId === definition.id);
    const jobDefinitionIds = new Map(jobs.map((job) => [jobDefinitionKey(job), job.id]));
    return [{ id: definition.id, key: definition.key, graph, jobDefinitionIds }];
  });
}
