import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { givenWorker, onExternalTask } from './on-external-task.ts';

/** Gives one task to a worker by its id. @throws EngineError when another worker's lock is still running */
export async function lockExternalTask(
  engine: EngineContext,
  id: string,
  input: { workerId: string | null; durationMs: number },
): Promise<void> {
  const workerId = givenWorker(input.workerId);
  if (input.durationMs <= 0)
    throw new engineOf.EngineError('BadUserRequestException', 'lockDuration is not greater than 0');
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.lockExternalTask(environment, family, id, { ...input, workerId }),
  );
}
