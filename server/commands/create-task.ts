import * as engineOf from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';
import { historicTaskList } from '../store/history/task-list.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily, onNewFamily } from './execute.ts';
import { loggedAtCommit } from './operations.ts';

const MAX_ID = 64;

/**
 * Writes down a task that belongs to no process.
 * @param task without an `id` one is made
 * @throws EngineError when the id is taken or too long, or there is no such parent task
 */
export async function createTask(
  engine: EngineContext,
  task: Omit<engineOf.NewTask, 'id'> & { id: string | null },
): Promise<void> {
  const { families, reader } = engine.store;
  const { parentTaskId } = task;
  const id = task.id ?? engine.newId();
  if (id === '' || id.length > MAX_ID) throw refusal(`id: 1 to ${MAX_ID} characters are allowed, not ${id.length}`);
  if ((await families.rootOf({ userTask: id })) ?? (await historicTaskList.find(reader, id)))
    throw refusal(`id: there is or was a task with id '${id}'`);
  const by = loggedAtCommit(engine, () => [{ type: 'Create', entity: 'Task', at: { taskId: id } }]);
  if (parentTaskId === null) {
    await onNewFamily(by, (environment) => {
      return { ...engineOf.createTask(environment, null, { ...task, id }), result: undefined };
    });
    return;
  }
  const missing = () => refusal(`Parent task with id '${parentTaskId}' does not exist: parentTask is null`);
  await onFamily(by, { userTask: parentTaskId }, missing, (environment, family) => {
    if (!family.userTasks.has(parentTaskId)) throw missing();
    return { ...engineOf.createTask(environment, family, { ...task, id }), result: undefined };
  });
}

function refusal(reason: string): EngineError {
  return new EngineError('InvalidRequestException', `Could not save task: ${reason}`);
}
