import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** A person takes a task on. @throws NotFound; EngineError TaskAlreadyClaimedException when somebody else has it */
export async function claimUserTask(engine: EngineContext, id: string, userId: string | null): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Claim', (task) => [
    { property: 'assignee', from: task.assignee, to: userId },
  ]);
  await onUserTask(by, id, (environment, family) => engineOf.claimUserTask(environment, family, id, userId));
}
