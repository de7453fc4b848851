import { newChanges } from '../engine/changes.ts';
import type { Changes, RunEnvironment } from '../engine/engine.ts';
import { recordIncident } from '../engine/record.ts';
import type { Family, Job } from '../engine/state.ts';
import { incidentList } from '../store/runtime/incident-list.ts';
import { jobList } from '../store/runtime/job-list.ts';
import { alongsideOf, type EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** The answer for an id that is no job (any more). */
export function unknownJob(id: string): NotFound {
  return new NotFound(`ENGINE-14026 No job found with id '${id}'`);
}

/**
 * Changes a job: one of a running instance by `work` on its family; one without a family, as a timer start or a job of a
 * batch, by `change` on its row. @throws NotFound
 */
export async function onJob(
  engine: EngineContext,
  id: string,
  work: (environment: RunEnvironment, family: Family) => { changes: Changes },
  change: (job: Job) => void,
): Promise<void> {
  const ownJob = await ownJobOf(engine, id);
  if (ownJob) {
    const changes = newChanges();
    if (ownJob.retries === 0) await changeFailed(engine, ownJob, change, changes);
    else change(ownJob);
    changes.jobs.set(id, ownJob);
    await engine.store.unitOfWork.add(changes, alongsideOf(engine));
    return;
  }
  const missing = () => unknownJob(id);
  await onFamily(engine, { job: id }, missing, (environment, family) => {
    if (!family.jobs.has(id)) throw missing();
    return { changes: work(environment, family).changes, result: undefined };
  });
}

/** Changes a job that had no try left; when it has now, its incident is over. */
async function changeFailed(
  engine: EngineContext,
  job: Job,
  change: (job: Job) => void,
  changes: Changes,
): Promise<void> {
  const incidents = await incidentList.list(engine.store.reader, { configuration: job.id });
  change(job);
  if (job.retries === 0) return;
  for (const incident of incidents) {
    changes.incidents.set(incident.id, null);
    recordIncident({ changes, now: engine.clock.now(), newId: engine.newId }, incident, 'resolved');
  }
}

/** The job when it belongs to no family, as it is committed: the timer start of a definition, or one of the server's own. */
export async function ownJobOf(engine: EngineContext, id: string): Promise<Job | undefined> {
  if (await engine.store.families.rootOf({ job: id })) return undefined;
  const job = await jobList.find(engine.store.reader, id);
  return job?.rootId === '' ? job : undefined;
}
