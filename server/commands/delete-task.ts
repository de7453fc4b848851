import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Deletes a task that belongs to no process. @throws NotFound; EngineError when it belongs to one */
export async function deleteTask(engine: EngineContext, id: string): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Delete', () => [{ property: 'delete', from: false, to: true }]);
  await onUserTask(by, id, (environment, family) => engineOf.deleteTask(environment, family, id));
}
