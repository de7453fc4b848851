import type { Knex } from 'knex';
import { historicDecisionTable } from './decision.ts';

/** Deletes evaluations of decisions by their ids. */
export async function deleteDecisionHistory(knex: Knex, ids: readonly string[]): Promise<void> {
  await knex(historicDecisionTable.name)
    .whereIn('id', [...ids])
    .delete();
}
