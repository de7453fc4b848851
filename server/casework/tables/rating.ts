import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMs, toMsRequired, toRecord } from './row-values.ts';

/** An invitation to rate, with the answer once it came. One per petition, round and member. */
export interface Rating {
  /** What the one-time link carries. */
  token: string;
  petitionId: string;
  round: number;
  /** Which of several members of a collective petition, from 0. */
  memberNo: number;
  invitedAt: number;
  answer: Record<string, unknown> | null;
  answeredAt: number | null;
}

interface Row {
  token: string;
  petition_id: string;
  round: number;
  member_no: number;
  invited_at: Stored;
  answer: string | null;
  answered_at: Stored;
}

const toRating = (vault: Vault, row: Row): Rating => ({
  token: row.token,
  petitionId: row.petition_id,
  round: row.round,
  memberNo: row.member_no,
  invitedAt: toMsRequired(row.invited_at),
  answer: row.answer === null ? null : toRecord(vault.open(row.answer, 'rating.answer')),
  answeredAt: toMs(row.answered_at),
});

/** Records the invitation unless this round has one, and answers what stands in the table. */
export async function recordInvitation(
  db: Knex,
  invitation: Pick<Rating, 'token' | 'petitionId' | 'round' | 'memberNo' | 'invitedAt'>,
): Promise<Rating> {
  const key = { petition_id: invitation.petitionId, round: invitation.round, member_no: invitation.memberNo };
  await db('casework_rating')
    .insert({ token: invitation.token, ...key, invited_at: invitation.invitedAt })
    .onConflict(['petition_id', 'round', 'member_no'])
    .ignore();
  const row: Row | undefined = await db('casework_rating').where(key).first();
  if (!row) throw new Error(`no invitation was recorded for ${invitation.petitionId}`);
  return toRating(vaultOf(db), row);
}

/** The invitations of the newest round, by member. */
export async function listLatestRatings(db: Knex, petitionId: string): Promise<Rating[]> {
  const rows: Row[] = await db('casework_rating')
    .where({ petition_id: petitionId })
    .orderBy([{ column: 'round', order: 'desc' }, { column: 'member_no' }]);
  return rows.filter((row) => row.round === rows[0]?.round).map((row) => toRating(vaultOf(db), row));
}

/** The invitation of one round and member. */
export async function findRating(
  db: Knex,
  key: Pick<Rating, 'petitionId' | 'round' | 'memberNo'>,
): Promise<Rating | undefined> {
  const row: Row | undefined = await db('casework_rating')
    .where({ petition_id: key.petitionId, round: key.round, member_no: key.memberNo })
    .first();
  return row && toRating(vaultOf(db), row);
}

/** Stores the answer; the first one stands. */
export async function storeRatingAnswer(
  db: Knex,
  token: string,
  answer: Record<string, unknown>,
  answeredAt: number,
): Promise<void> {
  await db('casework_rating')
    .where({ token })
    .whereNull('answered_at')
    .update({ answer: vaultOf(db).seal(JSON.stringify(answer), 'rating.answer'), answered_at: answeredAt });
}
