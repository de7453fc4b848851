import type { Job } from '../engine/state.ts';
import { removeJob } from '../store/runtime/batches.ts';
import { type JobInput, readJobInput } from '../store/runtime/job-input.ts';
import { executeBatchJob } from './batches/execute-batch-job.ts';
import { executeMonitorJob } from './batches/execute-monitor-job.ts';
import { executeSeedJob } from './batches/execute-seed-job.ts';
import { CommitFailed, type EngineContext } from './engine-context.ts';
import { executeStartTimer } from './execute-start-timer.ts';
import { failOwnJob } from './fail-own-job.ts';
import { executeCleanup } from './history-cleanup.ts';
import { inItsTurn } from './job-turn.ts';
import { inTransaction } from './operations.ts';
import { jobLogOf } from './own-job.ts';
import { executeJobDefinitionSuspension } from './suspend-job-definition.ts';
import { executeDefinitionSuspension } from './suspend-process-definition.ts';

/** Does what a job of this kind is for, and removes it in the same commit. */
type Execution = (engine: EngineContext, job: Job, input: JobInput) => Promise<void>;

/** Jobs that belong to no process instance, by kind; those of batches bear the name of the batch's type. */
const EXECUTIONS: Readonly<Record<string, Execution>> = {
  'timer-start-event': executeStartTimer,
  'batch-seed-job': executeSeedJob,
  'batch-monitor-job': executeMonitorJob,
  'history-cleanup': executeCleanup,
  'suspend-processdefinition': once(executeDefinitionSuspension),
  'activate-processdefinition': once(executeDefinitionSuspension),
  'suspend-job-definition': once(executeJobDefinitionSuspension),
  'activate-job-definition': once(executeJobDefinitionSuspension),
};

/** Executes a job without a family. A failure is noted at the job and thrown on. @throws NotFound when it is at work already */
export async function executeOwnJob(engine: EngineContext, job: Job): Promise<void> {
  await inItsTurn(engine, job, async () => {
    const input = (await readJobInput(engine.store.reader, job.id)) ?? { id: job.id, batchId: null, input: null };
    const execute = EXECUTIONS[job.kind] ?? executeBatchJob;
    try {
      await execute(engine, job, input);
    } catch (error) {
      if (!(error instanceof CommitFailed)) await failOwnJob(engine, job.id, error);
      throw error;
    }
  });
}

/** What may be done again when the job could not be removed afterwards. */
function once(work: (engine: EngineContext, input: unknown) => Promise<void>): Execution {
  return async (engine, job, { input }) => {
    await work(engine, input);
    await inTransaction(engine, (transaction) =>
      removeJob(transaction, job.id, jobLogOf(engine, job, 'success', null)),
    );
  };
}
