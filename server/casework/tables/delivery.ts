import type { Knex } from 'knex';
import { type Stored, toMsRequired } from './row-values.ts';

/** One attempt to bring a letter to its reader. */
export interface Delivery {
  documentId: string;
  channel: string;
  attempt: number;
  sentAt: number;
}

interface Row {
  document_id: string;
  channel: string;
  attempt: number;
  sent_at: Stored;
}

const toDelivery = (row: Row): Delivery => ({
  documentId: row.document_id,
  channel: row.channel,
  attempt: row.attempt,
  sentAt: toMsRequired(row.sent_at),
});

/** Records the attempt unless it is recorded already, and answers what stands in the table. */
export async function recordDelivery(db: Knex, delivery: Delivery): Promise<Delivery> {
  const key = { document_id: delivery.documentId, channel: delivery.channel, attempt: delivery.attempt };
  await db('casework_delivery')
    .insert({ ...key, sent_at: delivery.sentAt })
    .onConflict(['document_id', 'channel', 'attempt'])
    .ignore();
  const row: Row | undefined = await db('casework_delivery').where(key).first();
  if (!row) throw new Error(`delivery of ${delivery.documentId} was not recorded`);
  return toDelivery(row);
}

/** All attempts for the letters of one petition, oldest first. */
export async function listDeliveries(db: Knex, petitionId: string): Promise<Delivery[]> {
  const rows: Row[] = await db('casework_delivery as d')
    .join('casework_document as t', 't.id', 'd.document_id')
    .where('t.petition_id', petitionId)
    .select('d.*')
    .orderBy('d.id');
  return rows.map(toDelivery);
}
