import { newChanges } from '../engine/changes.ts';
import { type RunEnvironment, startInstance } from '../engine/engine.ts';
import { nextSchedule } from '../engine/event-definitions/timer.ts';
import { recordJob } from '../engine/record.ts';
import type { Family, Job } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { type Outcome, onNewFamily } from './execute.ts';

/**
 * Fires the timer start event of a definition: starts an instance and, for a cycle, schedules the next firing, which is
 * a job of its own.
 */
export async function executeStartTimer(engine: EngineContext, job: Job): Promise<void> {
  await onNewFamily(engine, (environment) => fire(engine, environment, job));
}

function fire(engine: EngineContext, environment: RunEnvironment, job: Job): Outcome<void> & { family: Family | null } {
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
  return { family, changes, result: undefined };
}
