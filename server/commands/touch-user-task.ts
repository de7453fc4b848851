import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { NotFound } from './refusals.ts';

/**
 * Tells the listeners of a task that people write about it; what they throw refuses that. A task that is over has none.
 * @throws EngineError when a listener fails
 */
export async function touchUserTask(engine: EngineContext, id: string): Promise<void> {
  try {
    await onUserTask(engine, id, (environment, family) => engineOf.touchUserTask(environment, family, id));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}
