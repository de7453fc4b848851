import { newChanges } from '../engine/changes.ts';
import { startInstance } from '../engine/engine.ts';
import { nextSchedule } from '../engine/event-definitions/timer.ts';
import { recordJob } from '../engine/record.ts';
import type { Job } from '../engine/state.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';

/**
 * Fires the timer start event of a definition: starts an instance and, for a cycle, schedules the next firing, which is
 * a job of its own.
 */
export async function executeStartTimer(engine: EngineContext, job: Job): Promise<void> {
  await withDefinitions(engine, () => fire(engine, job));
}

async function fire(engine: EngineContext, job: Job): Promise<void> {
  const environment = environmentOf(engine);
  const definition = engine.definitions.process(job.definitionId);
  // As in the reference: a suspended definition lets its timer pass, and nothing starts.
  const { family, changes } = definition.suspended
    ? { family: null, changes: newChanges() }
    : startInstance(environment, { definition, startElementId: job.elementId });
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
  if (family) await engine.store.families.commit(family, changes);
  else await engine.store.unitOfWork.add(changes);
}
