import * as engineOf from '../engine/engine.ts';
import type { DeployedProcess } from '../engine/environment.ts';
import type { EngineContext } from './engine-context.ts';
import { withDefinitions } from './execute.ts';

/** The ids of the two definitions of a plan, as a request gave them. */
export interface DefinitionPair {
  sourceDefinitionId: string | undefined;
  targetDefinitionId: string | undefined;
}

/**
 * A plan that maps what has the same id in both definitions.
 * @throws EngineError when one of the definitions is not there
 */
export function generatePlan(
  engine: EngineContext,
  pair: DefinitionPair,
  { updateEventTriggers, variables }: { updateEventTriggers: boolean; variables: engineOf.Variables },
): Promise<engineOf.MigrationPlan> {
  return withBoth(engine, pair, (source, target) => ({
    sourceDefinitionId: source.id,
    targetDefinitionId: target.id,
    instructions: engineOf.generateInstructions(source, target, updateEventTriggers),
    variables,
  }));
}

/**
 * What is wrong with a plan; nothing when it is valid.
 * @throws EngineError when one of its definitions is not there
 */
export function validatePlan(
  engine: EngineContext,
  plan: DefinitionPair & Omit<engineOf.MigrationPlan, keyof DefinitionPair>,
): Promise<{ plan: engineOf.MigrationPlan; reports: engineOf.InstructionReport[] }> {
  return withBoth(engine, plan, (source, target) => {
    const complete = { ...plan, sourceDefinitionId: source.id, targetDefinitionId: target.id };
    return { plan: complete, reports: engineOf.checkPlan(source, target, complete) };
  });
}

/** Calls `work` with both definitions, compiled. */
function withBoth<T>(
  engine: EngineContext,
  { sourceDefinitionId, targetDefinitionId }: DefinitionPair,
  work: (source: DeployedProcess, target: DeployedProcess) => T,
): Promise<T> {
  const known = (which: 'Source' | 'Target', id: string | undefined): string => {
    if (id === undefined) throw refused(`${which} process definition id is null`);
    if (engine.definitions.processes.get(id)) return id;
    throw refused(`ENGINE-23008 ${which} process definition with id '${id}' does not exist`);
  };
  return withDefinitions(engine, async () => {
    const source = known('Source', sourceDefinitionId);
    const target = known('Target', targetDefinitionId);
    return work(engine.definitions.process(source), engine.definitions.process(target));
  });
}

function refused(message: string): engineOf.EngineError {
  return new engineOf.EngineError('InvalidRequestException', message);
}
