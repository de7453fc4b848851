import type { JobDefinition } from '../../store/definition/job-definition.ts';
import type { Batch } from '../../store/runtime/batch.ts';
import { insertBatch } from '../../store/runtime/batches.ts';
import { chunksOf } from '../chunks-of.ts';
import type { EngineContext } from '../engine-context.ts';
import { inTransaction, logged, type Operation, ofMany } from '../operations.ts';
import { newOwnJob } from '../own-job.ts';
import type { BatchType } from './batch-type.ts';

export interface NewBatch<Settings> {
  ids: Iterable<string>;
  settings: Settings;
  /** What the operation log tells; how many there are and that it is done in the background is added. */
  operation?: Operation;
}

/**
 * Begins a batch: something done to each of many ids, in the background. An id that is named twice is done once.
 * @param ids at least one; refuse an empty list before
 * @param settings what the batch's type needs to know, as plain data
 */
export async function createBatch<Settings>(
  engine: EngineContext,
  { type }: BatchType<Settings>,
  { ids: given, settings, operation }: NewBatch<Settings>,
): Promise<Batch> {
  const { jobsPerSeed, invocationsPerJob, jobPriority } = engine.batches;
  const ids = [...new Set(given)];
  const batch: Batch = {
    id: engine.newId(),
    type,
    totalJobs: Math.ceil(ids.length / invocationsPerJob),
    jobsCreated: 0,
    batchJobsPerSeed: jobsPerSeed,
    invocationsPerBatchJob: invocationsPerJob,
    seedJobDefinitionId: engine.newId(),
    monitorJobDefinitionId: engine.newId(),
    batchJobDefinitionId: engine.newId(),
    suspended: false,
    createUserId: engine.userId,
    startedAt: engine.clock.now(),
    executionStartedAt: null,
    settings,
  };
  const seeds = chunksOf(ids, jobsPerSeed * invocationsPerJob).map((chunk, position) => ({
    id: engine.newId(),
    batchId: batch.id,
    position,
    ids: chunk,
  }));
  const seedJob = newOwnJob(engine, {
    kind: 'batch-seed-job',
    jobDefinitionId: batch.seedJobDefinitionId,
    priority: jobPriority,
    batchId: batch.id,
  });
  const jobDefinitions = [
    jobDefinition(batch.seedJobDefinitionId, 'batch-seed-job', batch.id),
    jobDefinition(batch.monitorJobDefinitionId, 'batch-monitor-job', batch.id),
    jobDefinition(batch.batchJobDefinitionId, type, batch.id),
  ];
  const by = await logged(engine, () => (operation ? [ofMany(operation, ids.length, true)] : []));
  await inTransaction(by, (transaction) =>
    insertBatch(transaction, batch, {
      jobDefinitions,
      seeds,
      jobs: [seedJob.job],
      inputs: [seedJob.input],
      logs: [seedJob.log],
    }),
  );
  return batch;
}

function jobDefinition(id: string, kind: string, batchId: string): JobDefinition {
  return {
    id,
    definitionId: '',
    definitionKey: '',
    deploymentId: '',
    activityId: '',
    kind,
    configuration: batchId,
    listenerId: null,
    suspended: false,
    overridingPriority: null,
  };
}
