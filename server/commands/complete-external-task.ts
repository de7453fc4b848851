import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { givenWorker, onExternalTask } from './on-external-task.ts';

/**
 * A worker has done its task: the process goes on to its next wait states, in one transaction.
 * @throws NotFound; EngineError when another worker holds the task, the instance is suspended, or a later step fails
 */
export async function completeExternalTask(
  engine: EngineContext,
  id: string,
  input: { workerId: string | null; variables: engineOf.Variables; localVariables: engineOf.Variables },
): Promise<void> {
  const workerId = givenWorker(input.workerId);
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.completeExternalTask(environment, family, id, { ...input, workerId }),
  );
}
