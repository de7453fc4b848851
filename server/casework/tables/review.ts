import type { Knex } from 'knex';
import type { ReviewStage } from '../codes.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A request that the next higher body look at an opinion again (复查), or the one above that at its review (复核). */
export interface Review {
  id: string;
  petitionId: string;
  stage: ReviewStage;
  /** Round of the petition whose opinion is looked at. */
  round: number;
  reason: string;
  /** The body the petitioner turned to, when one was named. */
  askedUnitId: string | null;
  state: 'requested' | 'open' | 'refused' | 'decided';
  requestedAt: number;
  dueAt: number | null;
  /** Since when a hearing stops the clock. */
  pausedAt: number | null;
  /** `uphold`, `change`, `revokeAndRedo`. */
  decision: string | null;
  decidedAt: number | null;
}

interface Row {
  id: string;
  petition_id: string;
  stage: ReviewStage;
  round: number;
  reason: string;
  asked_unit_id: string | null;
  state: Review['state'];
  requested_at: Stored;
  due_at: Stored;
  paused_at: Stored;
  decision: string | null;
  decided_at: Stored;
}

const toReview = (vault: Vault, row: Row): Review => ({
  id: row.id,
  petitionId: row.petition_id,
  stage: row.stage,
  round: row.round,
  reason: vault.open(row.reason, 'review.reason'),
  askedUnitId: row.asked_unit_id,
  state: row.state,
  requestedAt: toMsRequired(row.requested_at),
  dueAt: toMs(row.due_at),
  pausedAt: toMs(row.paused_at),
  decision: row.decision,
  decidedAt: toMs(row.decided_at),
});

/** Reviews of a petition, oldest first. */
export async function listReviews(db: Knex, petitionId: string): Promise<Review[]> {
  const rows: Row[] = await db('casework_review')
    .where({ petition_id: petitionId })
    .orderBy([
      { column: 'requested_at' },
      // Asked for in one millisecond: the review came before its re-review.
      { column: 'stage', order: 'desc' },
      { column: 'id' },
    ]);
  return rows.map((row) => toReview(vaultOf(db), row));
}

/** The review with this id. */
export async function findReview(db: Knex, id: string): Promise<Review | undefined> {
  const row: Row | undefined = await db('casework_review').where({ id }).first();
  return row && toReview(vaultOf(db), row);
}

/** Stores a request. */
export async function insertReview(
  db: Knex,
  review: Pick<Review, 'id' | 'petitionId' | 'stage' | 'round' | 'reason' | 'askedUnitId' | 'requestedAt'>,
): Promise<void> {
  await db('casework_review').insert({
    id: review.id,
    petition_id: review.petitionId,
    stage: review.stage,
    round: review.round,
    reason: vaultOf(db).seal(review.reason, 'review.reason'),
    asked_unit_id: review.askedUnitId,
    state: 'requested',
    requested_at: review.requestedAt,
  });
}

const COLUMNS = {
  state: 'state',
  dueAt: 'due_at',
  pausedAt: 'paused_at',
  decision: 'decision',
  decidedAt: 'decided_at',
} as const;

/** Changes how far a review has come. */
export async function updateReview(
  db: Knex,
  id: string,
  changes: Partial<Pick<Review, keyof typeof COLUMNS>>,
): Promise<void> {
  const entries = Object.entries(changes) as [keyof typeof COLUMNS, Knex.Value][];
  const columns = Object.fromEntries(entries.map(([key, value]) => [COLUMNS[key], value]));
  await db('casework_review').where({ id }).update(columns);
}
