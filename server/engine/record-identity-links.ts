import type { Changes } from './changes.ts';
import type { UserTask } from './state.ts';

/** Somebody or a group, and what they are to a task. */
export type TaskLink = UserTask['candidates'][number];

/** Everybody whom a task names: its assignee, its owner, and the links added to it. */
export function linksOf({ assignee, owner, candidates }: UserTask): TaskLink[] {
  const links = candidates.map((link) => ({ ...link }));
  if (assignee !== null) links.unshift({ userId: assignee, groupId: null, type: 'assignee' });
  if (owner !== null) links.push({ userId: owner, groupId: null, type: 'owner' });
  return links;
}

export function sameLink(one: TaskLink, other: TaskLink): boolean {
  return one.userId === other.userId && one.groupId === other.groupId && one.type === other.type;
}

interface LinkRecorder {
  readonly changes: Changes;
  readonly now: number;
  readonly pathOnly?: boolean;
  readonly environment: { readonly userId: string | null };
  newId(): string;
}

/**
 * Notes who ceased to have to do with a task and who came to. A task that ends says nothing of that: its last links are those it had.
 * @param before its links as history knows them
 */
export function recordIdentityLinks(to: LinkRecorder, task: UserTask, before: readonly TaskLink[]): void {
  if (to.pathOnly) return;
  const now = linksOf(task);
  const note = (link: TaskLink, operation: 'add' | 'delete') => {
    const id = to.newId();
    to.changes.history.identityLinks.set(id, {
      id,
      operation,
      at: to.now,
      taskId: task.id,
      ...link,
      assignerId: to.environment.userId,
      rootId: task.rootId,
      instanceId: task.instanceId,
      definitionId: task.definitionId,
      definitionKey: task.definitionKey,
    });
  };
  for (const link of before) if (!now.some((one) => sameLink(one, link))) note(link, 'delete');
  for (const link of now) if (!before.some((one) => sameLink(one, link))) note(link, 'add');
}
