import { isStandalone } from '../engine/engine.ts';
import {
  type Comment,
  type CommentsOf,
  changeComment as changeRow,
  commentsOf,
  insertComment,
  removeComments,
} from '../store/history/comment.ts';
import { historicInstanceList } from '../store/history/process-instance-list.ts';
import { historicTaskList } from '../store/history/task-list.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';
import { touchUserTask } from './touch-user-task.ts';

/** What people write at tasks and process instances, running or ended. */

/** @throws NotFound when there is no such task or instance, and never was */
async function placeOf(
  engine: EngineContext,
  of: CommentsOf,
): Promise<{ instanceId: string | null; rootId: string | null }> {
  const { reader } = engine.store;
  if ('taskId' in of) {
    const task = await historicTaskList.find(reader, of.taskId);
    if (!task) throw new NotFound(`No task found for task id ${of.taskId}`);
    return isStandalone(task) ? { instanceId: null, rootId: null } : task;
  }
  const instance = await historicInstanceList.find(reader, of.instanceId);
  if (!instance) throw new NotFound(`No process instance found for id ${of.instanceId}`);
  return { instanceId: instance.id, rootId: instance.rootId };
}

/** Newest first. @throws NotFound when there is no such task or instance */
export async function readComments(engine: EngineContext, of: CommentsOf): Promise<Comment[]> {
  await placeOf(engine, of);
  return commentsOf(engine.store.reader, of);
}

/**
 * Writes a comment at a task.
 * @param ofInstance list it with the task's process instance too
 * @throws NotFound
 */
export async function addComment(
  engine: EngineContext,
  taskId: string,
  { message, ofInstance }: { message: string; ofInstance: boolean },
): Promise<Comment> {
  const { instanceId, rootId } = await placeOf(engine, { taskId });
  await touchUserTask(engine, taskId);
  const { userId, clock, newId } = engine;
  const comment = { id: newId(), taskId, instanceId, ofInstance, rootId, userId, at: clock.now(), message };
  await engine.store.unitOfWork.transaction(({ knex }) => insertComment(knex, comment));
  return comment;
}

/** Changes what a comment says; its time becomes now. @throws NotFound */
export async function changeComment(engine: EngineContext, of: CommentsOf, id: string, message: string): Promise<void> {
  const comments = await readComments(engine, of);
  if (!comments.some((comment) => comment.id === id)) {
    const place = 'taskId' in of ? `taskId: ${of.taskId}` : `processInstanceId: ${of.instanceId}`;
    throw new NotFound(`No comment exists with commentId: ${id} and ${place}: comment is null`);
  }
  if ('taskId' in of) await touchUserTask(engine, of.taskId);
  await engine.store.unitOfWork.transaction(({ knex }) => changeRow(knex, id, message, engine.clock.now()));
}

/** Deletes one comment, or all when no id is given. One that is not there is none to delete. @throws NotFound */
export async function deleteComments(engine: EngineContext, of: CommentsOf, id?: string): Promise<void> {
  await placeOf(engine, of);
  if ('taskId' in of) await touchUserTask(engine, of.taskId);
  await engine.store.unitOfWork.transaction(({ knex }) => removeComments(knex, of, id));
}
