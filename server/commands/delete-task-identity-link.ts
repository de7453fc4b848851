import * as engineOf from '../engine/engine.ts';
import type { IdentityLink } from './add-task-identity-link.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Takes a user or a group off a task. */
export async function deleteTaskIdentityLink(engine: EngineContext, id: string, link: IdentityLink): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.removeCandidate(environment, family, id, link));
}
