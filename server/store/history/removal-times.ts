import type { Knex } from 'knex';
import { historicBatchTable } from './batch.ts';
import { historicDecisionTable } from './decision.ts';
import { historicInstanceTable } from './process-instance.ts';

const TABLES = {
  instance: historicInstanceTable.name,
  decision: historicDecisionTable.name,
  batch: historicBatchTable.name,
};

/** Sets from when on something may be forgotten (epoch milliseconds); null means never. */
export async function setRemovalAt(
  knex: Knex,
  kind: keyof typeof TABLES,
  id: string,
  removalAt: number | null,
): Promise<void> {
  await knex(TABLES[kind]).where({ id }).update({ removal_at: removalAt });
}
