import { jobDefinitionsOf } from '../engine/engine.ts';
import type { DecisionDefinition } from '../store/definition/decision-definition.ts';
import type { Deployment } from '../store/definition/deployment-table.ts';
import type { FormDefinition } from '../store/definition/form-definition.ts';
import type { JobDefinition } from '../store/definition/job-definition.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import type { RequirementsDefinition } from '../store/definition/requirements-definition.ts';
import type { CompiledResources } from './compile-resources.ts';
import type { EngineContext } from './engine-context.ts';

/** What a deployment defines, as rows with their versions. */
export interface DefinitionRows {
  processes: ProcessDefinition[];
  decisions: DecisionDefinition[];
  requirements: RequirementsDefinition[];
  jobDefinitions: JobDefinition[];
  forms: FormDefinition[];
}

const MAX_ID = 64;

/** Gives every definition of a deployment its id and version: one more than the latest of its key. */
export function definitionRows(
  engine: EngineContext,
  deployment: Deployment,
  compiled: CompiledResources,
): DefinitionRows {
  const requirements = requirementsRows(engine, deployment, compiled);
  const processes = compiled.processes.map(({ resource, graph }): ProcessDefinition => {
    const version = (engine.definitions.processes.latest(graph.key)?.version ?? 0) + 1;
    return {
      id: definitionId(engine, graph.key, version),
      key: graph.key,
      version,
      versionTag: graph.versionTag,
      name: graph.name,
      description: graph.description,
      category: graph.category,
      deploymentId: deployment.id,
      resource,
      suspended: false,
      historyTimeToLive: daysOf(graph.historyTimeToLive),
      startableInTasklist: graph.startableInTasklist,
      startFormKey: graph.root.start?.form?.key?.source ?? null,
    };
  });
  const decisions = compiled.decisions.map(({ resource, decision }): DecisionDefinition => {
    const version = (engine.definitions.decisions.latest(decision.key)?.version ?? 0) + 1;
    const drd = requirements.find((row) => row.resource === resource);
    return {
      id: definitionId(engine, decision.key, version),
      key: decision.key,
      version,
      versionTag: decision.versionTag,
      name: decision.name,
      category: decision.namespace,
      deploymentId: deployment.id,
      resource,
      requirementsId: drd?.id ?? null,
      requirementsKey: drd?.key ?? null,
      historyTimeToLive: decision.historyTimeToLiveDays,
    };
  });
  const jobDefinitions = compiled.processes.flatMap(({ graph }, index) =>
    jobDefinitionsOf(graph).map(
      (spec): JobDefinition => ({
        id: engine.newId(),
        definitionId: processes[index]?.id ?? '',
        definitionKey: graph.key,
        deploymentId: deployment.id,
        activityId: spec.activityId,
        kind: spec.kind,
        configuration: spec.configuration,
        listenerId: spec.listenerId,
        suspended: false,
        overridingPriority: null,
      }),
    ),
  );
  return { processes, decisions, requirements, jobDefinitions, forms: formRows(engine, deployment, compiled) };
}

function formRows(engine: EngineContext, deployment: Deployment, { forms }: CompiledResources): FormDefinition[] {
  const rows: FormDefinition[] = [];
  for (const { resource, key } of forms) {
    const before = rows.findLast((row) => row.key === key) ?? engine.definitions.forms.latest(key);
    const version = (before?.version ?? 0) + 1;
    rows.push({ id: definitionId(engine, key, version), key, version, deploymentId: deployment.id, resource });
  }
  return rows;
}

/** A file with several decisions is a decision requirements diagram of its own. */
function requirementsRows(
  engine: EngineContext,
  deployment: Deployment,
  { decisions }: CompiledResources,
): RequirementsDefinition[] {
  const rows: RequirementsDefinition[] = [];
  for (const { resource, decision } of decisions) {
    const several = decisions.filter((each) => each.resource === resource).length > 1;
    if (!several || rows.some((row) => row.resource === resource)) continue;
    const key = decision.requirementsKey;
    const version = (engine.definitions.requirements.latest(key)?.version ?? 0) + 1;
    rows.push({
      id: definitionId(engine, key, version),
      key,
      version,
      name: decision.requirementsName,
      category: decision.namespace,
      deploymentId: deployment.id,
      resource,
    });
  }
  return rows;
}

/** `key:version:id`, or the id alone where that would be too long. */
function definitionId(engine: EngineContext, key: string, version: number): string {
  const id = engine.newId();
  const long = `${key}:${version}:${id}`;
  return long.length > MAX_ID ? id : long;
}

/** Days of a history time to live: `30`, or an ISO period `P30D`. */
function daysOf(text: string | null): number | null {
  const days = /^P?(\d+)D?$/.exec(text ?? '')?.[1];
  return days === undefined ? null : Number(days);
}
