import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { givenWorker, onExternalTask } from './on-external-task.ts';

/** A worker could not do its task: it is offered again after `retryTimeoutMs`, or becomes an incident when no retries are left. */
export async function failExternalTask(
  engine: EngineContext,
  id: string,
  input: {
    workerId: string | null;
    errorMessage: string | null;
    errorDetails: string | null;
    retries: number;
    retryTimeoutMs: number;
    variables: engineOf.Variables;
    localVariables: engineOf.Variables;
  },
): Promise<void> {
  const workerId = givenWorker(input.workerId);
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.failExternalTask(environment, family, id, { ...input, workerId }),
  );
}
