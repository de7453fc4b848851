import type { Knex } from 'knex';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A petition sent to a unit: forwarded, or mandated with a report back. */
export interface InboxEntry {
  petitionId: string;
  unitId: string;
  round: number;
  mode: string;
  dueAt: number | null;
  sentAt: number;
}

interface Row {
  petition_id: string;
  unit_id: string;
  round: number;
  mode: string;
  due_at: Stored;
  sent_at: Stored;
}

const toEntry = (row: Row): InboxEntry => ({
  petitionId: row.petition_id,
  unitId: row.unit_id,
  round: row.round,
  mode: row.mode,
  dueAt: toMs(row.due_at),
  sentAt: toMsRequired(row.sent_at),
});

/** Puts the petition into the unit's inbox unless it lies there for this round, and answers what stands in the table. */
export async function recordInboxEntry(db: Knex, entry: InboxEntry): Promise<InboxEntry> {
  const key = { petition_id: entry.petitionId, unit_id: entry.unitId, round: entry.round };
  await db('casework_unit_inbox')
    .insert({ ...key, mode: entry.mode, due_at: entry.dueAt, sent_at: entry.sentAt })
    .onConflict(['petition_id', 'unit_id', 'round'])
    .ignore();
  const row: Row | undefined = await db('casework_unit_inbox').where(key).first();
  if (!row) throw new Error(`petition ${entry.petitionId} did not reach the inbox of ${entry.unitId}`);
  return toEntry(row);
}

/** Units a petition was sent to, oldest first. */
export async function listInboxEntries(db: Knex, petitionId: string): Promise<InboxEntry[]> {
  const rows: Row[] = await db('casework_unit_inbox').where({ petition_id: petitionId }).orderBy('id');
  return rows.map(toEntry);
}

/** What lies in a unit's inbox for these petitions lies in another's from now on. */
export async function moveInboxEntries(
  db: Knex,
  petitionIds: readonly string[],
  fromUnitId: string,
  toUnitId: string,
): Promise<void> {
  for (const petitionId of petitionIds) {
    const entries = (await listInboxEntries(db, petitionId)).filter(({ unitId }) => unitId === fromUnitId);
    for (const entry of entries) {
      await recordInboxEntry(db, { ...entry, unitId: toUnitId });
      await db('casework_unit_inbox')
        .where({ petition_id: petitionId, unit_id: fromUnitId, round: entry.round })
        .delete();
    }
  }
}
