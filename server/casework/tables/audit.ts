import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMsRequired, toRecord } from './row-values.ts';

/** Something that happened to a petition: ids and facts only, never a name. */
export interface AuditEntry {
  petitionId: string | null;
  action: string;
  /** Agent, unit or worker that did it, or null. */
  actor: string | null;
  detail: Record<string, unknown>;
  at: number;
}

interface Row {
  petition_id: string | null;
  action: string;
  actor: string | null;
  detail: string;
  at: Stored;
}

const toEntry = (vault: Vault, row: Row): AuditEntry => ({
  petitionId: row.petition_id,
  action: row.action,
  actor: row.actor,
  detail: toRecord(vault.open(row.detail, 'audit.detail')),
  at: toMsRequired(row.at),
});

/** Adds an entry. With `onceKey` a repetition of the same deed leaves no second entry. */
export async function addAuditEntry(db: Knex, entry: AuditEntry, onceKey?: string): Promise<void> {
  await db('casework_audit')
    .insert({
      petition_id: entry.petitionId,
      once_key: onceKey ?? null,
      action: entry.action,
      actor: entry.actor,
      detail: vaultOf(db).seal(JSON.stringify(entry.detail), 'audit.detail'),
      at: entry.at,
    })
    .onConflict('once_key')
    .ignore();
}

/** What happened to a petition, oldest first. */
export async function listAuditEntries(db: Knex, petitionId: string): Promise<AuditEntry[]> {
  const rows: Row[] = await db('casework_audit').where({ petition_id: petitionId }).orderBy('id');
  return rows.map((row) => toEntry(vaultOf(db), row));
}

/** The entry a deed left under its once-key, if it was done. */
export async function findAuditEntry(db: Knex, onceKey: string): Promise<AuditEntry | undefined> {
  const row: Row | undefined = await db('casework_audit').where({ once_key: onceKey }).first();
  return row && toEntry(vaultOf(db), row);
}
