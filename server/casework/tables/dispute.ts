import type { Knex } from 'knex';
import { type DisputeFacts, UNKNOWN_DISPUTE } from '../intake/dispute-facts.ts';
import { type Stored, toMs, toRecord } from './row-values.ts';

/** What is known of a dispute between private parties; the entry itself is a row of the register. */
export interface Dispute {
  petitionId: string;
  facts: DisputeFacts;
  partyCount: number;
  amountYuan: number;
  /** Attempts at mediation that came to nothing. */
  failedCount: number;
  /** `agreed`, `failed`, `refused`, `diverted`, `notMediable`; null while it is open. */
  outcome: string | null;
  closedAt: number | null;
}

interface Row {
  petition_id: string;
  facts: string;
  party_count: number;
  amount_yuan: Stored;
  failed_count: number;
  outcome: string | null;
  closed_at: Stored;
}

const toDispute = (row: Row): Dispute => ({
  petitionId: row.petition_id,
  facts: { ...UNKNOWN_DISPUTE, ...toRecord(row.facts) },
  partyCount: row.party_count,
  amountYuan: Number(row.amount_yuan),
  failedCount: row.failed_count,
  outcome: row.outcome,
  closedAt: toMs(row.closed_at),
});

/** The dispute of an entry. */
export async function findDispute(db: Knex, petitionId: string): Promise<Dispute | undefined> {
  const row: Row | undefined = await db('casework_dispute').where({ petition_id: petitionId }).first();
  return row && toDispute(row);
}

/** Writes what is known of a dispute over what was known before. */
export async function saveDispute(
  db: Knex,
  dispute: Pick<Dispute, 'petitionId' | 'facts' | 'partyCount' | 'amountYuan'>,
): Promise<void> {
  const known = {
    facts: JSON.stringify(dispute.facts),
    party_count: dispute.partyCount,
    amount_yuan: dispute.amountYuan,
  };
  await db('casework_dispute')
    .insert({ petition_id: dispute.petitionId, ...known, failed_count: 0 })
    .onConflict('petition_id')
    .merge(known);
}

/** Notes how an attempt at mediation ended. */
export async function closeDisputeRow(db: Knex, petitionId: string, outcome: string, closedAt: number): Promise<void> {
  await db('casework_dispute')
    .where({ petition_id: petitionId })
    .update({
      outcome,
      closed_at: closedAt,
      ...(outcome === 'failed' ? { failed_count: db.raw('failed_count + 1') } : {}),
    });
}
