import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/** What the operation log calls the fields of a task, in the reference's order. */
const LOGGED = [
  ['owner', 'owner'],
  ['dueAt', 'dueDate'],
  ['followUpAt', 'followUpDate'],
  ['parentTaskId', 'parentTask'],
  ['name', 'name'],
  ['description', 'description'],
  ['assignee', 'assignee'],
  ['priority', 'priority'],
  ['delegationState', 'delegation'],
] as const;

/** Changes what a task says of itself: name, description, people, priority, dates. */
export async function updateUserTask(engine: EngineContext, id: string, patch: engineOf.UserTaskPatch): Promise<void> {
  const by = await onTaskLogged(engine, id, 'Update', (task) =>
    LOGGED.filter(([name]) => name in patch).map(([name, property]) => ({
      property,
      from: task[name],
      to: patch[name] ?? null,
    })),
  );
  await onUserTask(by, id, (environment, family) => engineOf.patchUserTask(environment, family, id, patch));
}
