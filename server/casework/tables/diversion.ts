import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Stored, toMsRequired } from './row-values.ts';

/** A petition led to the procedure it belongs to: court, arbitration, reconsideration, … */
export interface Diversion {
  id: string;
  petitionId: string;
  procedure: string;
  divertedAt: number;
}

interface Row {
  id: string;
  petition_id: string;
  procedure: string;
  diverted_at: Stored;
}

const toDiversion = (row: Row): Diversion => ({
  id: row.id,
  petitionId: row.petition_id,
  procedure: row.procedure,
  divertedAt: toMsRequired(row.diverted_at),
});

/** Records the diversion unless it is recorded already, and answers what stands in the table. */
export async function recordDiversion(db: Knex, diversion: Omit<Diversion, 'id'>): Promise<Diversion> {
  const key = { petition_id: diversion.petitionId, procedure: diversion.procedure };
  await db('casework_diversion')
    .insert({ id: randomUUID(), ...key, diverted_at: diversion.divertedAt })
    .onConflict(['petition_id', 'procedure'])
    .ignore();
  const row: Row | undefined = await db('casework_diversion').where(key).first();
  if (!row) throw new Error(`diversion of ${diversion.petitionId} was not recorded`);
  return toDiversion(row);
}

/** Diversions of a petition, oldest first. */
export async function listDiversions(db: Knex, petitionId: string): Promise<Diversion[]> {
  const rows: Row[] = await db('casework_diversion').where({ petition_id: petitionId }).orderBy('diverted_at');
  return rows.map(toDiversion);
}
