import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Hands a task to another person; it comes back to its owner when resolved. */
export async function delegateUserTask(engine: EngineContext, id: string, userId: string | null): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Delegate', (task) => [
    { property: 'owner', from: task.owner, to: task.owner ?? task.assignee },
    { property: 'assignee', from: task.assignee, to: userId },
    { property: 'delegation', from: task.delegationState, to: 'PENDING' },
  ]);
  await onUserTask(by, id, (environment, family) => engineOf.delegateUserTask(environment, family, id, userId));
}
