import { isStandalone } from '../engine/engine.ts';
import {
  type Attachment,
  attachmentBytes,
  attachmentsOf,
  insertAttachment,
  removeAttachment,
} from '../store/history/comment.ts';
import { historicTaskList } from '../store/history/task-list.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';
import { touchUserTask } from './touch-user-task.ts';

/** What people attach to tasks, waiting or done. */

async function taskOf(engine: EngineContext, taskId: string): Promise<{ instanceId: string; rootId: string }> {
  const task = await historicTaskList.find(engine.store.reader, taskId);
  if (!task) throw new NotFound(`No task found for task id ${taskId}`);
  return isStandalone(task) ? { instanceId: '', rootId: '' } : task;
}

/** In the order they came. @throws NotFound when there is no such task, and never was */
export async function readAttachments(engine: EngineContext, taskId: string): Promise<Attachment[]> {
  await taskOf(engine, taskId);
  return attachmentsOf(engine.store.reader, taskId);
}

/** @throws NotFound when there are none */
export async function readAttachmentBytes(engine: EngineContext, taskId: string, id: string): Promise<Buffer> {
  const bytes = await attachmentBytes(engine.store.reader, taskId, id);
  if (bytes) return bytes;
  throw new NotFound(
    `Attachment content for attachment with id '${id}' does not exist for task id '${taskId}'.`,
    'InvalidRequestException',
  );
}

/** Attaches bytes, or the address of something elsewhere. @throws NotFound */
export async function addAttachment(
  engine: EngineContext,
  taskId: string,
  given: Pick<Attachment, 'name' | 'description' | 'type' | 'url'> & { bytes: Uint8Array | null },
): Promise<Attachment> {
  const { instanceId, rootId } = await taskOf(engine, taskId);
  await touchUserTask(engine, taskId);
  const { bytes, ...told } = given;
  const attachment: Attachment = { id: engine.newId(), taskId, instanceId, rootId, ...told, at: engine.clock.now() };
  await engine.store.unitOfWork.transaction(({ knex }) => insertAttachment(knex, attachment, bytes));
  return attachment;
}

/** @throws NotFound */
export async function deleteAttachment(engine: EngineContext, taskId: string, id: string): Promise<void> {
  const wasThere = await engine.store.unitOfWork.transaction(({ knex }) => removeAttachment(knex, taskId, id));
  if (wasThere) return touchUserTask(engine, taskId);
  throw new NotFound(
    `Deletion is not possible. No attachment exists for task id '${taskId}' and attachment id '${id}'.`,
  );
}
