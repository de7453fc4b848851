import type { Knex } from 'knex';
import { historicBatchTable } from './batch.ts';
import { historicDecisionTable } from './decision.ts';
import { historicInstanceTable } from './process-instance.ts';

/** Some of what may be forgotten, those first whose time came first. */
export interface ExpiredHistory {
  /** Instances, each family from the called ones to its root. */
  instanceIds: string[];
  decisionIds: string[];
  batchIds: string[];
}

/** Looks for history that may be forgotten at `now`. @param limit of families, evaluations and batches, each */
export async function expiredHistory(reader: Knex, now: number, limit: number): Promise<ExpiredHistory> {
  const expired = (table: string): Promise<string[]> =>
    reader(table).where('removal_at', '<=', now).orderBy('removal_at').limit(limit).pluck('id');
  const familyIds = await expired(historicInstanceTable.name);
  const calledIds: string[] = await reader(historicInstanceTable.name)
    .whereIn('root_id', familyIds)
    .whereNotNull('super_instance_id')
    .pluck('id');
  return {
    instanceIds: [...new Set([...calledIds, ...familyIds])],
    decisionIds: await expired(historicDecisionTable.name),
    batchIds: await expired(historicBatchTable.name),
  };
}
