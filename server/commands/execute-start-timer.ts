import { newChanges } from '../engine/changes.ts';
import { startInstance } from '../engine/engine.ts';
import { nextSchedule } from '../engine/event-definitions/timer.ts';
import { recordJob } from '../engine/record.ts';
import type { Job } from '../engine/state.ts';
import { CommitFailed, type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';
import { unknownJob } from './on-job.ts';

/** Timer starts at work, so that the executor and a person cannot fire the same one twice. */
const atWork = new WeakMap<EngineContext, Set<string>>();

/**
 * Fires the timer start event of a definition: starts an instance and, for a cycle, schedules the next firing, which is
 * a job of its own. A failed start takes one try from the job.
 */
export async function executeStartTimer(engine: EngineContext, job: Job): Promise<void> {
  const busy = atWork.get(engine) ?? new Set<string>();
  atWork.set(engine, busy);
  if (busy.has(job.id)) throw unknownJob(job.id);
  busy.add(job.id);
  try {
    await withDefinitions(engine, () => fire(engine, job));
  } catch (error) {
    if (!(error instanceof CommitFailed)) await noteFailure(engine, job, error);
    throw error;
  } finally {
    busy.delete(job.id);
  }
}

async function fire(engine: EngineContext, job: Job): Promise<void> {
  const environment = environmentOf(engine);
  const definition = engine.definitions.process(job.definitionId);
  const { family, changes } = startInstance(environment, { definition, startElementId: job.elementId });
  const recorder = { changes, now: environment.now, newId: environment.newId };
  changes.jobs.set(job.id, null);
  recordJob(recorder, job, 'success', null);
  const next = job.repeat === null ? null : nextSchedule(job.repeat, job.dueAt ?? environment.now);
  const isLatest = engine.definitions.processes.latest(job.definitionKey)?.id === job.definitionId;
  if (next && isLatest) {
    const following: Job = { ...job, ...next, id: environment.newId(), createdAt: environment.now };
    changes.jobs.set(following.id, following);
    recordJob(recorder, following, 'creation', null);
  }
  await engine.store.families.commit(family, changes);
}

async function noteFailure(engine: EngineContext, job: Job, error: unknown): Promise<void> {
  const { now, newId } = environmentOf(engine);
  const changes = newChanges();
  const failed: Job = {
    ...job,
    retries: Math.max(0, job.retries - 1),
    exceptionMessage: error instanceof Error ? error.message : String(error),
    exceptionStacktrace: error instanceof Error ? (error.stack ?? null) : null,
    failedActivityId: job.elementId,
  };
  changes.jobs.set(job.id, failed);
  recordJob({ changes, now, newId }, failed, 'failure', null);
  await engine.store.unitOfWork.add(changes);
}
