import { newChanges } from '../engine/changes.ts';
import { EngineError } from '../engine/engine.ts';
import type { Job } from '../engine/state.ts';
import type { JobInput } from '../store/runtime/job-input.ts';
import { type JobItem, jobList } from '../store/runtime/job-list.ts';
import { ownJobsOfKind } from '../store/runtime/own-jobs.ts';
import { cleanHistory } from './clean-history.ts';
import { nextWindow } from './cleanup-window.ts';
import type { EngineContext } from './engine-context.ts';
import { noteOperations } from './operations.ts';
import { scheduleOwnJob } from './schedule-own-job.ts';

const KIND = 'history-cleanup';
/** After each round it rests this many times as long as the round took, so that the load hardly feels it. */
const REST = 4;

/** The jobs that clean up history: one, once it has been asked for. */
export async function cleanupJobs(engine: EngineContext): Promise<JobItem[]> {
  const ids = await ownJobsOfKind(engine.store.reader, KIND);
  return ids.length === 0 ? [] : jobList.list(engine.store.reader, { now: engine.clock.now(), jobIds: ids });
}

/**
 * Asks for a clean-up: at once, or in the next window.
 * @returns the job that does it
 * @throws EngineError when it shall wait for a window and none is configured
 */
export async function askForCleanup(engine: EngineContext, immediately: boolean): Promise<JobItem> {
  const now = engine.clock.now();
  const window = engine.cleanupWindow;
  if (!immediately && !window) {
    throw new EngineError(
      'BadUserRequestException',
      'No batch window is configured for the history clean-up: use immediatelyDue=true',
    );
  }
  const dueAt = immediately || !window ? now : Math.max(now, nextWindow(window, now).from);
  await noteOperations(engine, [
    { type: 'CreateHistoryCleanupJobs', entity: 'Job', changes: [{ property: 'immediatelyDue', to: immediately }] },
  ]);
  const [job] = await cleanupJobs(engine);
  if (job) {
    await put(engine, { ...job, dueAt, suspended: false, retries: Math.max(job.retries, 1) }, immediately);
  } else {
    await scheduleOwnJob(engine, { kind: KIND, jobDefinitionId: '', dueAt, input: { immediately } });
  }
  return (await cleanupJobs(engine))[0]!;
}

/** Cleans up one round and comes again: soon while there is more, else in the next window; without one it rests. */
export async function executeCleanup(engine: EngineContext, job: Job, { input }: JobInput): Promise<void> {
  const window = engine.cleanupWindow;
  const begun = engine.clock.now();
  const immediately = (input as { immediately?: boolean } | null)?.immediately ?? false;
  const isOpen = !window || immediately || nextWindow(window, begun).from <= begun;
  if (isOpen && (await cleanHistory(engine))) {
    const now = engine.clock.now();
    await put(engine, { ...job, dueAt: now + REST * (now - begun) }, immediately);
    return;
  }
  // At the end of a window's work, the one that comes after it counts.
  const next = window && nextWindow(window, isOpen ? nextWindow(window, begun).to : begun);
  await put(engine, { ...job, dueAt: next?.from ?? null, suspended: !next }, false);
}

async function put(engine: EngineContext, job: Job, immediately: boolean): Promise<void> {
  const changes = newChanges();
  changes.jobs.set(job.id, job);
  const input: JobInput = { id: job.id, batchId: null, input: { immediately } };
  await engine.store.unitOfWork.add(changes, { jobInputs: new Map([[job.id, input]]) });
}
