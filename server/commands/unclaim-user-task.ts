import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** A person gives a task back: nobody is its assignee. */
export async function unclaimUserTask(engine: EngineContext, id: string): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Assign', (task) => [
    { property: 'assignee', from: task.assignee, to: null },
  ]);
  await onUserTask(by, id, (environment, family) => engineOf.unclaimUserTask(environment, family, id));
}
