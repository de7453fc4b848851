import { newChanges } from '../engine/changes.ts';
import type { Changes, RunEnvironment } from '../engine/engine.ts';
import type { Family, Job } from '../engine/state.ts';
import { jobList } from '../store/runtime/job-list.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** The answer for an id that is no job (any more). */
export function unknownJob(id: string): NotFound {
  return new NotFound(`ENGINE-14026 No job found with id '${id}'`);
}

/**
 * Changes a job: one of a running instance by `work` on its family, a timer start of a definition, which has no family,
 * by `change` on its row. @throws NotFound
 */
export async function onJob(
  engine: EngineContext,
  id: string,
  work: (environment: RunEnvironment, family: Family) => { changes: Changes },
  change: (job: Job) => void,
): Promise<void> {
  const startJob = await startJobOf(engine, id);
  if (startJob) {
    change(startJob);
    const changes = newChanges();
    changes.jobs.set(id, startJob);
    await engine.store.unitOfWork.add(changes);
    return;
  }
  const missing = () => unknownJob(id);
  await onFamily(engine, { job: id }, missing, (environment, family) => {
    if (!family.jobs.has(id)) throw missing();
    return { changes: work(environment, family).changes, result: undefined };
  });
}

/** The job when it is the timer start of a definition, as it is committed. */
export async function startJobOf(engine: EngineContext, id: string): Promise<Job | undefined> {
  if (await engine.store.families.rootOf({ job: id })) return undefined;
  const job = await jobList.find(engine.store.reader, id);
  return job?.rootId === '' ? job : undefined;
}
