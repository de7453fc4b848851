import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** Relates a user or a group to a task: candidate, assignee, owner, or any other type. */
export async function addTaskIdentityLink(engine: EngineContext, id: string, link: IdentityLink): Promise<void> {
  const type = link.groupId === null ? 'AddUserLink' : 'AddGroupLink';
  const changes = [{ property: link.type, to: link.userId ?? link.groupId }];
  const by = await onTaskLogged(engine, id, type, () => changes, 'IdentityLink');
  await onUserTask(by, id, (environment, family) => engineOf.addCandidate(environment, family, id, link));
}

/** Either a user or a group, and what it is to the task. */
export interface IdentityLink {
  userId: string | null;
  groupId: string | null;
  type: string;
}
