import type { Knex } from 'knex';
import { type Stored, toBoolean, toMsRequired } from './row-values.ts';

/** What somebody decided about two petitions that look alike. */
export interface LikenessDecision {
  petitionId: string;
  /** The earlier one. */
  otherId: string;
  same: boolean;
  decidedBy: string | null;
  decidedAt: number;
}

interface Row {
  petition_id: string;
  other_id: string;
  same: Stored;
  decided_by: string | null;
  decided_at: Stored;
}

/** Records a decision; the last word on a pair stands, and the audit keeps every one. */
export async function saveLikeness(db: Knex, decision: LikenessDecision): Promise<void> {
  const said = { same: decision.same, decided_by: decision.decidedBy, decided_at: decision.decidedAt };
  await db('casework_likeness')
    .insert({ petition_id: decision.petitionId, other_id: decision.otherId, ...said })
    .onConflict(['petition_id', 'other_id'])
    .merge(said);
}

/** What was decided about a petition and earlier ones, in the order it was first decided. */
export async function listLikeness(db: Knex, petitionId: string): Promise<LikenessDecision[]> {
  const rows: Row[] = await db('casework_likeness').where({ petition_id: petitionId }).orderBy('id');
  return rows.map((row) => ({
    petitionId: row.petition_id,
    otherId: row.other_id,
    same: toBoolean(row.same),
    decidedBy: row.decided_by,
    decidedAt: toMsRequired(row.decided_at),
  }));
}
