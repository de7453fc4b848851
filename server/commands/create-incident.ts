import * as engineOf from '../engine/engine.ts';
import type { Incident } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** Opens an incident at an execution, of a kind that the engine itself does not know. @throws NotFound */
export async function createIncident(
  engine: EngineContext,
  executionId: string,
  input: { type: string; configuration: string | null; message: string | null },
): Promise<Incident> {
  const missing = () => new NotFound(`Cannot find an execution with executionId '${executionId}': execution is null`);
  return onFamily(engine, { execution: executionId }, missing, (environment, family) => {
    const { changes, incident } = engineOf.createIncident(environment, family, executionId, input);
    return { changes, result: incident };
  });
}
