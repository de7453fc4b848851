import { newChanges } from '../../engine/changes.ts';
import { removalAt } from '../../engine/record.ts';
import type { Job } from '../../engine/state.ts';
import { countBatchJobs, removeBatch } from '../../store/runtime/batches.ts';
import type { JobInput } from '../../store/runtime/job-input.ts';
import type { EngineContext } from '../engine-context.ts';
import { jobLogOf } from '../own-job.ts';
import { runningBatch } from './running-batch.ts';

/** How long the monitor waits before it looks again, in milliseconds: the reference's pause. */
const PAUSE_MS = 30_000;

/** Ends a batch of which all jobs are done; looks again later while there are some. */
export async function executeMonitorJob(engine: EngineContext, job: Job, input: JobInput): Promise<void> {
  const { reader, unitOfWork } = engine.store;
  const batch = await runningBatch(engine, input);
  if ((await countBatchJobs(reader, batch)) > 0) {
    const changes = newChanges();
    changes.jobs.set(job.id, { ...job, dueAt: engine.clock.now() + PAUSE_MS });
    await unitOfWork.add(changes);
    return;
  }
  await unitOfWork.transaction(async (transaction) => {
    await removeBatch(transaction, batch, {
      at: engine.clock.now(),
      removalAt: removalAt(engine.clock.now(), engine.batches.timeToLiveDays),
      history: false,
      log: jobLogOf(engine, job, 'success', batch.id),
    });
  });
}
