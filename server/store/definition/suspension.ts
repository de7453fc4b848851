import type { Knex } from 'knex';
import type { Job } from '../../engine/state.ts';
import { jobFacts } from '../committed-batch.ts';
import { jobTable } from '../runtime/job.ts';
import { readRow, selectColumns } from '../table.ts';
import type { StoreTransaction } from '../unit-of-work.ts';
import { jobDefinitionTable } from './job-definition.ts';
import { processDefinitionTable } from './process-definition.ts';

/**
 * Suspends or activates a process definition with its start timers and its job definitions; it says nothing about its
 * running instances. Answers the ids of the job definitions.
 */
export async function suspendDefinition(
  { knex, committed }: StoreTransaction,
  definitionId: string,
  suspended: boolean,
): Promise<string[]> {
  await knex(processDefinitionTable.name).where('id', definitionId).update({ suspended });
  await knex(jobDefinitionTable.name).where('definition_id', definitionId).update({ suspended });
  const timers = (table: Knex.QueryBuilder) => table.where('root_id', '').where('definition_id', definitionId);
  await timers(knex(jobTable.name)).update({ suspended });
  const answers: Record<string, unknown>[] = await timers(
    knex({ t: jobTable.name }).select(selectColumns(jobTable, 't')),
  );
  for (const answer of answers) {
    const job: Job = readRow(jobTable, answer);
    committed.jobs.set(job.id, jobFacts(job));
  }
  return knex(jobDefinitionTable.name).where('definition_id', definitionId).pluck('id');
}
