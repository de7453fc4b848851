import * as engineOf from '../engine/engine.ts';
import type { IdentityLink } from './add-task-identity-link.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Takes a user or a group off a task. */
export async function deleteTaskIdentityLink(engine: EngineContext, id: string, link: IdentityLink): Promise<void> {
  const type = link.groupId === null ? 'DeleteUserLink' : 'DeleteGroupLink';
  const changes = [{ property: link.type, to: link.userId ?? link.groupId }];
  const by = await onTaskLogged(engine, id, type, () => changes, 'IdentityLink');
  await onUserTask(by, id, (environment, family) => engineOf.removeCandidate(environment, family, id, link));
}
