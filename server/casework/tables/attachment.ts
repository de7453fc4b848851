import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** A text kept whole beside a petition, such as a letter longer than the form takes. */
export interface Attachment {
  id: string;
  petitionId: string;
  fileName: string;
  mediaType: string;
  content: string;
  sha256: string;
}

interface Row {
  id: string;
  petition_id: string;
  file_name: string;
  media_type: string;
  content: string;
  sha256: string;
}

const toAttachment = (row: Row): Attachment => ({
  id: row.id,
  petitionId: row.petition_id,
  fileName: row.file_name,
  mediaType: row.media_type,
  content: row.content,
  sha256: row.sha256,
});

/** Keeps a text beside a petition. */
export async function insertTextAttachment(
  db: Knex,
  attachment: Pick<Attachment, 'petitionId' | 'fileName' | 'content'>,
): Promise<void> {
  await db('casework_attachment').insert({
    id: randomUUID(),
    petition_id: attachment.petitionId,
    file_name: attachment.fileName,
    media_type: 'text/plain; charset=utf-8',
    content: attachment.content,
    sha256: createHash('sha256').update(attachment.content, 'utf8').digest('hex'),
  });
}

/** The attachments of a petition by file name. */
export async function listAttachments(db: Knex, petitionId: string): Promise<Attachment[]> {
  const rows: Row[] = await db('casework_attachment').where({ petition_id: petitionId }).orderBy('file_name');
  return rows.map(toAttachment);
}

/** The attachment with this id. */
export async function findAttachment(db: Knex, id: string): Promise<Attachment | undefined> {
  const row: Row | undefined = await db('casework_attachment').where({ id }).first();
  return row && toAttachment(row);
}

/** Takes away the attachments of a petition that was sealed. */
export async function deleteAttachments(db: Knex, petitionId: string): Promise<void> {
  await db('casework_attachment').where({ petition_id: petitionId }).delete();
}
