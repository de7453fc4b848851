import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** Closes an incident that people opened. @throws NotFound; EngineError for one that the engine opened */
export async function resolveIncident(engine: EngineContext, id: string): Promise<void> {
  const missing = () => new NotFound(`Cannot find an incident with id '${id}': incident is null`);
  await onFamily(engine, { incident: id }, missing, (environment, family) => ({
    changes: engineOf.resolveIncident(environment, family, id).changes,
    result: undefined,
  }));
}
