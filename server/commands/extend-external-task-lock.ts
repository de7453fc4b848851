import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { givenWorker, onExternalTask } from './on-external-task.ts';

/** Sets the end of a running lock to now + `durationMs`. @throws EngineError when the lock expired or is another's */
export async function extendExternalTaskLock(
  engine: EngineContext,
  id: string,
  input: { workerId: string | null; durationMs: number },
): Promise<void> {
  if (input.durationMs <= 0)
    throw new engineOf.EngineError('BadUserRequestException', 'lockTime is not greater than 0');
  const workerId = givenWorker(input.workerId);
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.extendExternalTaskLock(environment, family, id, { ...input, workerId }),
  );
}
