import type { Knex } from 'knex';
import { insertRows } from '../insert-rows.ts';
import { itemReader, selectColumns, table } from '../table.ts';

/** What somebody wrote at a task or at a process instance. */
export interface Comment {
  id: string;
  taskId: string | null;
  instanceId: string | null;
  /** Whether it is listed with its instance, not only with its task. */
  ofInstance: boolean;
  rootId: string | null;
  userId: string | null;
  at: number;
  message: string;
}

export const commentTable = table<Comment>('history_comment', {
  id: 'text',
  taskId: 'text',
  instanceId: 'text',
  ofInstance: 'boolean',
  rootId: 'text',
  userId: 'text',
  at: 'integer',
  message: 'text',
});

/** What somebody attached to a task: bytes, which are read by themselves, or the address of something elsewhere. */
export interface Attachment {
  id: string;
  taskId: string;
  instanceId: string;
  rootId: string;
  name: string | null;
  description: string | null;
  type: string | null;
  url: string | null;
  at: number;
}

export const attachmentTable = table<Attachment>('history_attachment', {
  id: 'text',
  taskId: 'text',
  instanceId: 'text',
  rootId: 'text',
  name: 'text',
  description: 'text',
  type: 'text',
  url: 'text',
  at: 'integer',
});

/** Comments of a task, or those that are listed with a process instance. */
export type CommentsOf = { taskId: string } | { instanceId: string };

const readComment = itemReader<Comment>(commentTable);
const readAttachment = itemReader<Attachment>(attachmentTable);

function commentsIn(knex: Knex, of: CommentsOf): Knex.QueryBuilder {
  const query = knex({ t: commentTable.name });
  return 'taskId' in of
    ? query.where('t.task_id', of.taskId)
    : query.where({ 't.instance_id': of.instanceId, 't.of_instance': true });
}

/** Newest first. */
export async function commentsOf(reader: Knex, of: CommentsOf): Promise<Comment[]> {
  const rows: Record<string, unknown>[] = await commentsIn(reader, of)
    .select(selectColumns(commentTable, 't'))
    .orderBy([
      { column: 't.at', order: 'desc' },
      { column: 't.id', order: 'desc' },
    ]);
  return rows.map(readComment);
}

export async function insertComment(knex: Knex, comment: Comment): Promise<void> {
  await insertRows(knex, commentTable, [comment]);
}

/** Changes what a comment says. @returns whether there was one */
export async function changeComment(knex: Knex, id: string, message: string, at: number): Promise<boolean> {
  return (await knex(commentTable.name).where({ id }).update({ message, at })) > 0;
}

/** Deletes one comment, or all of a task or instance. */
export async function removeComments(knex: Knex, of: CommentsOf, id?: string): Promise<void> {
  const wanted = (await commentsOf(knex, of)).filter((comment) => id === undefined || comment.id === id);
  const ids = wanted.map((comment) => comment.id);
  await knex(commentTable.name).whereIn('id', ids).delete();
}

/** Of a task, in the order they came. */
export async function attachmentsOf(reader: Knex, taskId: string): Promise<Attachment[]> {
  const rows: Record<string, unknown>[] = await reader({ t: attachmentTable.name })
    .select(selectColumns(attachmentTable, 't'))
    .where('t.task_id', taskId)
    .orderBy([{ column: 't.at' }, { column: 't.id' }]);
  return rows.map(readAttachment);
}

/** The bytes of an attachment of a task; undefined when there is none, or only an address. */
export async function attachmentBytes(reader: Knex, taskId: string, id: string): Promise<Buffer | undefined> {
  const row: { bytes: Buffer | null } | undefined = await reader(attachmentTable.name)
    .select('bytes')
    .where({ id, task_id: taskId })
    .first();
  return row?.bytes ?? undefined;
}

export async function insertAttachment(knex: Knex, attachment: Attachment, bytes: Uint8Array | null): Promise<void> {
  await insertRows(knex, attachmentTable, [attachment]);
  if (bytes)
    await knex(attachmentTable.name)
      .where('id', attachment.id)
      .update({ bytes: Buffer.from(bytes) });
}

/** @returns whether there was one */
export async function removeAttachment(knex: Knex, taskId: string, id: string): Promise<boolean> {
  return (await knex(attachmentTable.name).where({ id, task_id: taskId }).delete()) > 0;
}

/** Which of some tasks have comments, and which attachments. */
export async function annotatedTasks(
  reader: Knex,
  taskIds: readonly string[],
): Promise<{ comment: ReadonlySet<string>; attachment: ReadonlySet<string> }> {
  const having = async (name: string) =>
    new Set<string>(
      await reader(name)
        .whereIn('task_id', [...taskIds])
        .distinct()
        .pluck('task_id'),
    );
  return { comment: await having(commentTable.name), attachment: await having(attachmentTable.name) };
}
