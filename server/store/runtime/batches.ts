import type { Knex } from 'knex';
import type { HistoricJobLog } from '../../engine/changes.ts';
import type { Job } from '../../engine/state.ts';
import { jobFacts } from '../committed-batch.ts';
import { type JobDefinition, jobDefinitionTable } from '../definition/job-definition.ts';
import { historicBatchTable } from '../history/batch.ts';
import { historicIncidentTable } from '../history/incident.ts';
import { jobLogTable } from '../history/job-log.ts';
import { insertRows } from '../insert-rows.ts';
import { readRow, selectColumns } from '../table.ts';
import type { StoreTransaction } from '../unit-of-work.ts';
import { type Batch, batchTable } from './batch.ts';
import { type BatchSeed, batchSeedTable } from './batch-seed.ts';
import { incidentTable } from './incident.ts';
import { jobTable } from './job.ts';
import { type JobInput, jobInputTable } from './job-input.ts';

/** Jobs that come into being together with what they have to do. */
export interface NewJobs {
  jobs: readonly Job[];
  inputs: readonly JobInput[];
  logs: readonly HistoricJobLog[];
}

/** Writes a batch with all that its seed will be asked for. */
export async function insertBatch(
  transaction: StoreTransaction,
  batch: Batch,
  rest: NewJobs & { jobDefinitions: readonly JobDefinition[]; seeds: readonly BatchSeed[] },
): Promise<void> {
  const { knex } = transaction;
  await insertRows(knex, batchTable, [batch]);
  await insertRows(knex, historicBatchTable, [{ ...batch, endedAt: null, removalAt: null }]);
  await insertRows(knex, jobDefinitionTable, rest.jobDefinitions);
  await insertRows(knex, batchSeedTable, rest.seeds);
  await insertJobs(transaction, rest);
}

/** The next ids that the seed of a batch has to make jobs for, and whether they are the last. */
export async function nextSeed(
  reader: Knex,
  batchId: string,
): Promise<{ seed: BatchSeed | undefined; isLast: boolean }> {
  const answers: Record<string, unknown>[] = await reader({ t: batchSeedTable.name })
    .select(selectColumns(batchSeedTable, 't'))
    .where('t.batch_id', batchId)
    .orderBy('t.position')
    .limit(2);
  return { seed: answers[0] && readRow(batchSeedTable, answers[0]), isLast: answers.length < 2 };
}

/** Puts the jobs that a seed made in the place of what they were made from. */
export async function sow(
  transaction: StoreTransaction,
  { batchId, seedId }: { batchId: string; seedId: string | null },
  made: NewJobs,
  count: number,
): Promise<void> {
  const { knex } = transaction;
  await insertJobs(transaction, made);
  await knex(batchSeedTable.name)
    .where('id', seedId ?? '')
    .delete();
  await knex(batchTable.name).where('id', batchId).increment('jobs_created', count);
}

/** Notes when the first job of a batch began; later calls change nothing. */
export async function noteExecutionStart(knex: Knex, batchId: string, at: number): Promise<void> {
  for (const { name } of [batchTable, historicBatchTable]) {
    await knex(name).where('id', batchId).whereNull('execution_started_at').update({ execution_started_at: at });
  }
}

/** Suspends or activates a batch with its jobs and those that are still to be made. */
export async function setBatchSuspended(
  { knex, committed }: StoreTransaction,
  batch: Batch,
  suspended: boolean,
): Promise<void> {
  await knex(batchTable.name).where('id', batch.id).update({ suspended });
  await knex(jobDefinitionTable.name).whereIn('id', definitionsOf(batch)).update({ suspended });
  await knex(jobTable.name).whereIn('id', jobsOf(knex, batch.id)).update({ suspended });
  for (const job of await readJobs(knex, batch.id)) committed.jobs.set(job.id, jobFacts(job));
}

export interface BatchEnd {
  at: number;
  /** From when on its history may be forgotten. */
  removalAt: number | null;
  /** Whether its history goes at once. */
  history: boolean;
  /** What is to be told of the job that ends it. */
  log: HistoricJobLog | null;
}

/** Removes a batch with its jobs; history keeps that it was, unless `history` says otherwise. */
export async function removeBatch(
  { knex, committed }: StoreTransaction,
  batch: Batch,
  { at, removalAt, history, log }: BatchEnd,
): Promise<void> {
  for (const job of await readJobs(knex, batch.id)) committed.jobs.set(job.id, null);
  await knex(jobTable.name).whereIn('id', jobsOf(knex, batch.id)).delete();
  await knex(incidentTable.name).whereIn('configuration', jobsOf(knex, batch.id)).delete();
  await knex(jobInputTable.name).where('batch_id', batch.id).delete();
  await knex(batchSeedTable.name).where('batch_id', batch.id).delete();
  await knex(jobDefinitionTable.name).whereIn('id', definitionsOf(batch)).delete();
  await knex(batchTable.name).where('id', batch.id).delete();
  await knex(historicBatchTable.name).where('id', batch.id).update({ ended_at: at, removal_at: removalAt });
  await knex(historicIncidentTable.name)
    .where('instance_id', '')
    .whereIn('job_definition_id', definitionsOf(batch))
    .where('state', 'open')
    .update({ state: 'deleted', ended_at: at });
  if (log) await insertRows(knex, jobLogTable, [log]);
  if (history) await deleteBatchHistory(knex, [batch.id]);
}

/** Forgets batches: what is left of them and of their jobs. */
export async function deleteBatchHistory(knex: Knex, ids: readonly string[]): Promise<void> {
  const batches: Pick<Batch, 'seedJobDefinitionId' | 'monitorJobDefinitionId' | 'batchJobDefinitionId'>[] = await knex({
    t: historicBatchTable.name,
  })
    .select(selectColumns(historicBatchTable, 't'))
    .whereIn('t.id', [...ids]);
  const definitions = batches.flatMap(definitionsOf);
  await knex(historicIncidentTable.name).where('instance_id', '').whereIn('job_definition_id', definitions).delete();
  await knex(jobLogTable.name)
    .where('instance_id', '')
    .whereIn('configuration', [...ids])
    .delete();
  await knex(historicBatchTable.name)
    .whereIn('id', [...ids])
    .delete();
}

/** How many jobs of a batch are left. */
export async function countBatchJobs(reader: Knex, batch: Batch): Promise<number> {
  const answer = await reader(jobTable.name)
    .whereIn('id', jobsOf(reader, batch.id))
    .where('job_definition_id', batch.batchJobDefinitionId)
    .count({ count: '*' })
    .first();
  return Number(answer?.['count'] ?? 0);
}

/** Inserts jobs and tells the job executor of them. */
export async function insertJobs(
  { knex, committed }: StoreTransaction,
  { jobs, inputs, logs }: NewJobs,
): Promise<void> {
  await insertRows(knex, jobTable, jobs);
  await insertRows(knex, jobInputTable, inputs);
  await insertRows(knex, jobLogTable, logs);
  for (const job of jobs) committed.jobs.set(job.id, jobFacts(job));
}

/** Removes a job without a process and what it had to do, and keeps in history how it ended. */
export async function removeJob(
  { knex, committed }: StoreTransaction,
  jobId: string,
  log: HistoricJobLog,
): Promise<void> {
  await knex(jobTable.name).where('id', jobId).delete();
  await knex(jobInputTable.name).where('id', jobId).delete();
  await insertRows(knex, jobLogTable, [log]);
  committed.jobs.set(jobId, null);
}

function jobsOf(knex: Knex, batchId: string): Knex.QueryBuilder {
  return knex(jobInputTable.name).select('id').where('batch_id', batchId);
}

async function readJobs(knex: Knex, batchId: string): Promise<Job[]> {
  const answers: Record<string, unknown>[] = await knex({ t: jobTable.name })
    .select(selectColumns(jobTable, 't'))
    .whereIn('t.id', jobsOf(knex, batchId));
  return answers.map((answer) => readRow(jobTable, answer));
}

function definitionsOf(
  batch: Pick<Batch, 'seedJobDefinitionId' | 'monitorJobDefinitionId' | 'batchJobDefinitionId'>,
): string[] {
  return [batch.seedJobDefinitionId, batch.monitorJobDefinitionId, batch.batchJobDefinitionId];
}
