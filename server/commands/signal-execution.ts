import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** Wakes an execution that waits without a message, such as a receive task. @throws NotFound */
export async function signalExecution(
  engine: EngineContext,
  executionId: string,
  variables: engineOf.Variables,
): Promise<void> {
  const missing = () =>
    new NotFound(`execution ${executionId} doesn't exist: execution is null`, 'BadUserRequestException', 0);
  await onFamily(engine, { execution: executionId }, missing, (environment, family) => ({
    changes: engineOf.signalExecution(environment, family, executionId, variables).changes,
    result: undefined,
  }));
}
