import type { Knex } from 'knex';

/** Notes that a petition was given to somebody by name: an agent of any level, a reviewer, a mediator, an expert. */
export async function recordHolders(db: Knex, petitionId: string, holderIds: readonly string[]): Promise<void> {
  for (const holderId of holderIds) {
    await db('casework_holder')
      .insert({ petition_id: petitionId, holder_id: holderId })
      .onConflict(['petition_id', 'holder_id'])
      .ignore();
  }
}

/** Everybody it was ever given to by name. */
export async function listHolders(db: Knex, petitionId: string): Promise<string[]> {
  const rows: { holder_id: string }[] = await db('casework_holder')
    .where({ petition_id: petitionId })
    .select('holder_id');
  return rows.map((row) => row.holder_id);
}
