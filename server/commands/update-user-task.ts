import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Changes what a task says of itself: name, description, people, priority, dates. */
export async function updateUserTask(engine: EngineContext, id: string, patch: engineOf.UserTaskPatch): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.patchUserTask(environment, family, id, patch));
}
