import type { Knex } from 'knex';
import type { Channel } from '../codes.ts';
import { type Stored, toMsRequired } from './row-values.ts';

/** One time the matter was brought forward. A merged duplicate leaves its submission with the petition that stays open. */
export interface Submission {
  id: string;
  petitionId: string;
  /** Petition in which it arrived before it was merged, or null. */
  mergedFrom: string | null;
  channel: Channel;
  receivedAt: number;
  textHash: string;
}

interface Row {
  id: string;
  petition_id: string;
  merged_from: string | null;
  channel: Channel;
  received_at: Stored;
  text_hash: string;
}

/** Notes that the matter was brought forward. */
export async function insertSubmission(db: Knex, submission: Submission): Promise<void> {
  await db('casework_submission').insert({
    id: submission.id,
    petition_id: submission.petitionId,
    merged_from: submission.mergedFrom,
    channel: submission.channel,
    received_at: submission.receivedAt,
    text_hash: submission.textHash,
  });
}

/** Hands the submissions of a merged petition over to the one that stays open. */
export async function moveSubmissions(db: Knex, fromPetitionId: string, toPetitionId: string): Promise<void> {
  await db('casework_submission')
    .where({ petition_id: fromPetitionId })
    .update({ petition_id: toPetitionId, merged_from: fromPetitionId });
}

/** The submissions of a petition, oldest first. */
export async function listSubmissions(db: Knex, petitionId: string): Promise<Submission[]> {
  const rows: Row[] = await db('casework_submission').where({ petition_id: petitionId }).orderBy('received_at');
  return rows.map((row) => ({
    id: row.id,
    petitionId: row.petition_id,
    mergedFrom: row.merged_from,
    channel: row.channel,
    receivedAt: toMsRequired(row.received_at),
    textHash: row.text_hash,
  }));
}

/** Takes away the submissions of a petition that was sealed: their hash would betray its text. */
export async function deleteSubmissions(db: Knex, petitionId: string): Promise<void> {
  await db('casework_submission').where({ petition_id: petitionId }).delete();
}

/** Writes the hash of a text anew wherever it was brought forward: in its own petition, or in the one it was merged into. */
export async function rewriteSubmissionHash(db: Knex, petitionId: string, textHash: string): Promise<void> {
  await db('casework_submission')
    .where({ merged_from: petitionId })
    .orWhere((own) => own.where({ petition_id: petitionId }).whereNull('merged_from'))
    .update({ text_hash: textHash });
}
