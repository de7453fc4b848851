import { insertJobs } from '../store/runtime/batches.ts';
import type { EngineContext } from './engine-context.ts';
import { inTransaction } from './operations.ts';
import { newOwnJob, type OwnJobSpec } from './own-job.ts';

/** Gives the job executor something to do that belongs to no instance. Answers the job's id. */
export async function scheduleOwnJob(engine: EngineContext, spec: OwnJobSpec): Promise<string> {
  const { job, input, log } = newOwnJob(engine, spec);
  await inTransaction(engine, (transaction) => insertJobs(transaction, { jobs: [job], inputs: [input], logs: [log] }));
  return job.id;
}
