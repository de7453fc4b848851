import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A message that starts a process, written in the transaction that gives it its cause. */
export interface OutboxEntry {
  id: string;
  petitionId: string;
  businessKey: string;
  /** Process the message starts; its instances are looked for before the message is sent again. */
  processKey: string;
  /** Body of the engine request, JSON. */
  body: string;
  /** `sending` = a request may or may not have reached the engine. */
  state: 'pending' | 'sending' | 'sent';
  attempts: number;
  lastError: string | null;
  createdAt: number;
  sentAt: number | null;
}

interface Row {
  id: string;
  petition_id: string;
  business_key: string;
  process_key: string;
  body: string;
  state: OutboxEntry['state'];
  attempts: number;
  last_error: string | null;
  created_at: Stored;
  sent_at: Stored;
}

const toEntry = (row: Row): OutboxEntry => ({
  id: row.id,
  petitionId: row.petition_id,
  businessKey: row.business_key,
  processKey: row.process_key,
  body: row.body,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  createdAt: toMsRequired(row.created_at),
  sentAt: toMs(row.sent_at),
});

/** Notes a process to be started; belongs into the transaction that gives it its cause. */
export async function insertOutboxEntry(
  db: Knex,
  entry: Pick<OutboxEntry, 'petitionId' | 'businessKey' | 'processKey' | 'body' | 'createdAt'>,
): Promise<void> {
  await db('casework_outbox').insert({
    id: randomUUID(),
    petition_id: entry.petitionId,
    business_key: entry.businessKey,
    process_key: entry.processKey,
    body: entry.body,
    state: 'pending',
    attempts: 0,
    created_at: entry.createdAt,
  });
}

/** Entries that are not sent: those tried least first, so that one that cannot be sent keeps nobody waiting; then the oldest. */
export async function listUnsent(db: Knex, limit: number): Promise<OutboxEntry[]> {
  const rows: Row[] = await db('casework_outbox')
    .whereIn('state', ['pending', 'sending'])
    .orderBy(['attempts', 'created_at', 'business_key'])
    .limit(limit);
  return rows.map(toEntry);
}

/** Notes that requests are about to leave; committed before they do. */
export async function markSending(db: Knex, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db('casework_outbox')
    .whereIn('id', [...ids])
    .update({ state: 'sending', attempts: db.raw('attempts + 1') });
}

/** The processes are known to exist: nothing more is to be sent. */
export async function markSent(db: Knex, ids: readonly string[], sentAt: number): Promise<void> {
  if (ids.length === 0) return;
  await db('casework_outbox')
    .whereIn('id', [...ids])
    .update({ state: 'sent', sent_at: sentAt, last_error: null });
}

/** Keeps the reason of a failed attempt; the entry stays `sending`, so the next attempt asks the engine first. */
export async function markFailed(db: Knex, id: string, reason: string): Promise<void> {
  await db('casework_outbox')
    .where({ id })
    .update({ last_error: reason.slice(0, 2000) });
}

/** How many entries wait, and how many of them have failed at least once. */
export async function countUnsent(db: Knex): Promise<{ waiting: number; failing: number }> {
  const row: { waiting?: Stored; failing?: Stored } | undefined = await db('casework_outbox')
    .whereIn('state', ['pending', 'sending'])
    .count({ waiting: '*', failing: 'last_error' })
    .first();
  return { waiting: Number(row?.waiting ?? 0), failing: Number(row?.failing ?? 0) };
}
