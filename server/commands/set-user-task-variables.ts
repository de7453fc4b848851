import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Writes and deletes variables seen from a task: outwards from it, or in its own scope only. */
export async function setUserTaskVariables(
  engine: EngineContext,
  id: string,
  input: { modifications: engineOf.Variables; deletions: readonly string[]; local: boolean },
): Promise<void> {
  const type = Object.keys(input.modifications).length > 0 ? 'SetVariable' : 'RemoveVariable';
  const by = await onTaskLogged(engine, id, type, () => [], 'Variable');
  await onUserTask(by, id, (environment, family) => engineOf.setUserTaskVariables(environment, family, id, input));
}
