import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Makes somebody the assignee, whoever it was before. */
export async function assignUserTask(engine: EngineContext, id: string, userId: string | null): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Assign', (task) => [
    { property: 'assignee', from: task.assignee, to: userId },
  ]);
  await onUserTask(by, id, (environment, family) => engineOf.assignUserTask(environment, family, id, userId));
}
