import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Makes somebody the assignee, whoever it was before. */
export async function assignUserTask(engine: EngineContext, id: string, userId: string | null): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.assignUserTask(environment, family, id, userId));
}
