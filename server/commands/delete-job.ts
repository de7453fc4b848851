import { newChanges } from '../engine/changes.ts';
import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { ownJobOf } from './on-job.ts';
import { NotFound } from './refusals.ts';

/** Deletes a job: what waited for it waits until somebody moves it. @throws NotFound */
export async function deleteJob(engine: EngineContext, id: string): Promise<void> {
  if (await ownJobOf(engine, id)) {
    const changes = newChanges();
    changes.jobs.set(id, null);
    await engine.store.unitOfWork.add(changes);
    return;
  }
  const missing = () => new NotFound(`No job found with id '${id}': job is null`);
  await onFamily(engine, { job: id }, missing, (environment, family) => {
    if (!family.jobs.has(id)) throw missing();
    return { changes: engineOf.deleteJob(environment, family, id).changes, result: undefined };
  });
}
