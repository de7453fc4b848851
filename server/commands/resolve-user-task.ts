import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** A delegated task is done and goes back to its owner, with variables. */
export async function resolveUserTask(engine: EngineContext, id: string, variables: engineOf.Variables): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Resolve', (task) => [
    { property: 'assignee', from: task.assignee, to: task.owner },
    { property: 'delegation', from: task.delegationState, to: 'RESOLVED' },
  ]);
  await onUserTask(by, id, (environment, family) => engineOf.resolveUserTask(environment, family, id, variables));
}
