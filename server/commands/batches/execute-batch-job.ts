import { newChanges } from '../../engine/changes.ts';
import { EngineError } from '../../engine/engine.ts';
import type { Job } from '../../engine/state.ts';
import type { Alongside } from '../../store/change-rows.ts';
import { noteExecutionStart } from '../../store/runtime/batches.ts';
import type { JobInput } from '../../store/runtime/job-input.ts';
import type { EngineContext } from '../engine-context.ts';
import { jobLogOf } from '../own-job.ts';
import { batchTypes } from './batch-types.ts';
import { runningBatch } from './running-batch.ts';

/**
 * Does what a batch is for to the ids of one of its jobs. Each id leaves the job in the commit that does it, the last one
 * with the job itself; a job that failed, or a server that was killed, goes on with the ids that are left.
 */
export async function executeBatchJob(engine: EngineContext, job: Job, input: JobInput): Promise<void> {
  const { unitOfWork } = engine.store;
  const batch = await runningBatch(engine, input);
  const type = batchTypes.get(batch.type);
  if (!type) throw new EngineError('ProcessEngineException', `Batches of type '${batch.type}' are not known`);
  if (batch.executionStartedAt === null) {
    await unitOfWork.transaction(({ knex }) => noteExecutionStart(knex, batch.id, engine.clock.now()));
  }
  const ids = Array.isArray(input.input) ? input.input.map(String) : [];
  for (const [index, id] of ids.entries()) {
    const left = ids.slice(index + 1);
    const progress = left.length > 0 ? goOnWith(input, left) : done(engine, job, batch.id);
    let taken = false;
    const takeAlong = () => {
      taken = true;
      return progress;
    };
    await type.step({ ...engine, userId: null, takeAlong }, id, batch.settings);
    if (!taken) await unitOfWork.add(newChanges(), progress);
  }
}

function goOnWith(input: JobInput, ids: readonly string[]): Alongside {
  return { jobInputs: new Map([[input.id, { ...input, input: ids }]]) };
}

function done(engine: EngineContext, job: Job, batchId: string): Alongside {
  const changes = newChanges();
  changes.jobs.set(job.id, null);
  const log = jobLogOf(engine, job, 'success', batchId);
  changes.history.jobLogs.set(log.id, log);
  return { changes, jobInputs: new Map([[job.id, null]]) };
}
