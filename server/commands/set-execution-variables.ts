import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { onVariablesLogged } from './operation-places.ts';
import { NotFound } from './refusals.ts';

/**
 * Writes and deletes variables seen from an execution; a process instance's id means the instance itself.
 * @throws NotFound when the execution is not there (any more)
 */
export async function setExecutionVariables(
  engine: EngineContext,
  executionId: string,
  input: { modifications: engineOf.Variables; deletions: readonly string[]; local: boolean },
): Promise<void> {
  const missing = () =>
    new NotFound(`execution ${executionId} doesn't exist: execution is null`, 'NullValueException', 0);
  const by = await onVariablesLogged(engine, executionId, input);
  await onFamily(by, { execution: executionId }, missing, (environment, family) => ({
    changes: engineOf.setVariables(environment, family, executionId, input).changes,
    result: undefined,
  }));
}
