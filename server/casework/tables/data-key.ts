import type { Knex } from 'knex';

export type DataKeyPurpose = 'seal' | 'hash';

/** A key that closes data or makes hashes, itself closed by the master key. */
export interface DataKeyRow {
  id: string;
  purpose: DataKeyPurpose;
  wrapped: string;
  /** Fingerprint of the master key. */
  wrappedBy: string;
}

/** The keys of the register, newest first. */
export async function listDataKeys(db: Knex): Promise<DataKeyRow[]> {
  const rows: { id: string; purpose: DataKeyPurpose; wrapped: string; wrapped_by: string }[] = await db(
    'casework_data_key',
  ).orderBy('number', 'desc');
  return rows.map(({ id, purpose, wrapped, wrapped_by }) => ({ id, purpose, wrapped, wrappedBy: wrapped_by }));
}

/** Adds a key; it is the newest from now on. */
export async function insertDataKey(db: Knex, key: DataKeyRow): Promise<void> {
  await db('casework_data_key').insert({
    id: key.id,
    purpose: key.purpose,
    wrapped: key.wrapped,
    wrapped_by: key.wrappedBy,
  });
}

/** Takes away keys nothing is closed with any more. */
export async function deleteDataKeys(db: Knex, ids: readonly string[]): Promise<void> {
  await db('casework_data_key')
    .whereIn('id', [...ids])
    .delete();
}
