import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** A delegated task is done and goes back to its owner, with variables. */
export async function resolveUserTask(engine: EngineContext, id: string, variables: engineOf.Variables): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.resolveUserTask(environment, family, id, variables));
}
