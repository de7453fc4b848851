import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Hands a task to another person; it comes back to its owner when resolved. */
export async function delegateUserTask(engine: EngineContext, id: string, userId: string | null): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.delegateUserTask(environment, family, id, userId));
}
