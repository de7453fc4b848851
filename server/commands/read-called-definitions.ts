import type { Binding } from '../engine/engine.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';

/** A definition that call activities of another name, and their ids in the order of the diagram. */
export interface CalledDefinition {
  definition: ProcessDefinition;
  activityIds: string[];
}

/**
 * What the call activities of a definition would call now. Those whose key or version is an expression are left out, and
 * those that name nothing deployed.
 * @throws NotFound
 */
export async function readCalledDefinitions(engine: EngineContext, id: string): Promise<CalledDefinition[]> {
  const { definitions } = engine;
  if (!definitions.processes.get(id)) {
    throw new NotFound(`no deployed process definition found with id '${id}': processDefinition is null`);
  }
  const { graph, deploymentId } = await definitions.loaded(id);
  const called = new Map<string, CalledDefinition>();
  for (const { id: activityId, call } of graph.elements.values()) {
    if (!call?.calledElement.isLiteral || call.binding.value?.isLiteral === false) continue;
    const text = call.binding.value?.source ?? '';
    const bindings: Record<typeof call.binding.kind, Binding> = {
      latest: { kind: 'latest' },
      deployment: { kind: 'deployment', deploymentId },
      version: { kind: 'version', version: Number(text) },
      versionTag: { kind: 'versionTag', versionTag: text },
    };
    const definition = definitions.processes.find(call.calledElement.source, bindings[call.binding.kind]);
    if (!definition) continue;
    const entry = called.get(definition.id) ?? { definition, activityIds: [] };
    entry.activityIds.push(activityId);
    called.set(definition.id, entry);
  }
  return [...called.values()];
}
