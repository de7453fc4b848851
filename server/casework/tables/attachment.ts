import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMs } from './row-values.ts';

/** A file kept beside a petition: a letter longer than the form takes, or what was handed in. */
export interface Attachment {
  id: string;
  petitionId: string;
  fileName: string;
  mediaType: string;
  /** Of the content, hex. */
  sha256: string;
  /** Bytes; null for those kept before it was noted. */
  size: number | null;
  addedAt: number | null;
  addedBy: string | null;
}

/** What is said of a file that is kept. */
export type NewAttachment = Pick<Attachment, 'petitionId' | 'fileName' | 'mediaType' | 'addedAt' | 'addedBy'>;

interface Row {
  id: string;
  petition_id: string;
  file_name: string;
  media_type: string;
  sha256: string;
  size: number | null;
  added_at: Stored;
  added_by: string | null;
}

const COLUMNS = ['id', 'petition_id', 'file_name', 'media_type', 'sha256', 'size', 'added_at', 'added_by'];

const toAttachment = (vault: Vault, row: Row): Attachment => ({
  id: row.id,
  petitionId: row.petition_id,
  fileName: vault.open(row.file_name, 'attachment.file_name'),
  mediaType: row.media_type,
  sha256: row.sha256,
  size: row.size,
  addedAt: toMs(row.added_at),
  addedBy: row.added_by,
});

/** By which the same content is known again, hex. */
export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Keeps a file beside a petition. @returns its id */
export async function insertAttachment(db: Knex, attachment: NewAttachment, content: Buffer): Promise<string> {
  const vault = vaultOf(db);
  const id = randomUUID();
  await db('casework_attachment').insert({
    id,
    petition_id: attachment.petitionId,
    file_name: vault.seal(attachment.fileName, 'attachment.file_name'),
    media_type: attachment.mediaType,
    // Where texts stood before files could be kept.
    content: '',
    closed: vault.sealBytes(content),
    sha256: sha256Of(content),
    size: content.length,
    added_at: attachment.addedAt,
    added_by: attachment.addedBy,
  });
  return id;
}

/** Keeps a text beside a petition. */
export async function insertTextAttachment(
  db: Knex,
  { content, ...attachment }: Omit<NewAttachment, 'mediaType'> & { content: string },
): Promise<void> {
  const mediaType = 'text/plain; charset=utf-8';
  await insertAttachment(db, { ...attachment, mediaType }, Buffer.from(content, 'utf8'));
}

/** The attachments of a petition by file name, without their content. */
export async function listAttachments(db: Knex, petitionId: string): Promise<Attachment[]> {
  const rows: Row[] = await db('casework_attachment').select(COLUMNS).where({ petition_id: petitionId });
  return rows
    .map((row) => toAttachment(vaultOf(db), row))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : a.id < b.id ? -1 : 1));
}

/** The attachment with this id. */
export async function findAttachment(db: Knex, id: string): Promise<Attachment | undefined> {
  const row: Row | undefined = await db('casework_attachment').select(COLUMNS).where({ id }).first();
  return row && toAttachment(vaultOf(db), row);
}

/** The content of an attachment; empty when there is no such attachment. */
export async function readAttachment(db: Knex, id: string): Promise<Buffer> {
  const row: { closed: Buffer | null } | undefined = await db('casework_attachment')
    .select('closed')
    .where({ id })
    .first();
  return row?.closed ? vaultOf(db).openBytes(row.closed) : Buffer.alloc(0);
}

/** Takes away the attachments of a petition that was sealed. */
export async function deleteAttachments(db: Knex, petitionId: string): Promise<void> {
  await db('casework_attachment').where({ petition_id: petitionId }).delete();
}
