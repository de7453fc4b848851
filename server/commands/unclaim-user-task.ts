import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** A person gives a task back: nobody is its assignee. */
export async function unclaimUserTask(engine: EngineContext, id: string): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.unclaimUserTask(environment, family, id));
}
