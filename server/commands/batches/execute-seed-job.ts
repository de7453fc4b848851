import type { Job } from '../../engine/state.ts';
import { jobDefinitionList } from '../../store/definition/job-definition-list.ts';
import { nextSeed, removeJob, sow } from '../../store/runtime/batches.ts';
import type { JobInput } from '../../store/runtime/job-input.ts';
import { chunksOf } from '../chunks-of.ts';
import type { EngineContext } from '../engine-context.ts';
import { jobLogOf, newOwnJob } from '../own-job.ts';
import { runningBatch } from './running-batch.ts';

/** Makes the next jobs of a batch; then either the seed comes again or the monitor takes over. */
export async function executeSeedJob(engine: EngineContext, job: Job, input: JobInput): Promise<void> {
  const { reader, unitOfWork } = engine.store;
  const batch = await runningBatch(engine, input);
  const { seed, isLast } = await nextSeed(reader, batch.id);
  const newJob = async (kind: string, jobDefinitionId: string) => {
    const definition = await jobDefinitionList.find(reader, jobDefinitionId);
    const priority = definition?.overridingPriority ?? engine.batches.jobPriority;
    const spec = { kind, jobDefinitionId, priority, suspended: definition?.suspended ?? false, batchId: batch.id };
    return (ids: readonly string[] | null) => newOwnJob(engine, { ...spec, input: ids });
  };
  const batchJob = await newJob(batch.type, batch.batchJobDefinitionId);
  const follower = isLast
    ? await newJob('batch-monitor-job', batch.monitorJobDefinitionId)
    : await newJob('batch-seed-job', batch.seedJobDefinitionId);
  const batchJobs = chunksOf(seed?.ids ?? [], batch.invocationsPerBatchJob).map(batchJob);
  const made = [...batchJobs, follower(null)];
  await unitOfWork.transaction(async (transaction) => {
    const rows = {
      jobs: made.map((each) => each.job),
      inputs: made.map((each) => each.input),
      logs: made.map((each) => each.log),
    };
    await sow(transaction, { batchId: batch.id, seedId: seed?.id ?? null }, rows, batchJobs.length);
    await removeJob(transaction, job.id, jobLogOf(engine, job, 'success', batch.id));
  });
}
