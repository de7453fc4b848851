import * as engineOf from '../engine/engine.ts';
import { CommitFailed, type EngineContext } from './engine-context.ts';
import { type Member, onFamily } from './execute.ts';
import { executeOwnJob } from './execute-own-job.ts';
import { ownJobOf, unknownJob } from './on-job.ts';
import { onJobLogged } from './operation-places.ts';
import { NotFound } from './refusals.ts';

/**
 * Executes a job in a transaction of its own. When a step fails, all it did is undone, the failure is noted at the job
 * (one try less, an incident when none is left) and the error thrown on.
 * @param rootId its root instance, where that is known; it saves a look into the database
 * @throws NotFound when there is no such job (any more); CommitFailed when nothing could be written: try later
 */
export async function executeJob(engine: EngineContext, id: string, rootId = ''): Promise<void> {
  const ownJob = rootId === '' ? await ownJobOf(engine, id) : undefined;
  if (ownJob) return executeOwnJob(engine, ownJob);
  const member: Member = rootId === '' ? { job: id } : { root: rootId };
  const missing = () => unknownJob(id);
  const by = await onJobLogged(engine, id, 'Execute', () => []);
  try {
    await onFamily(by, member, missing, (environment, family) => {
      if (!family.jobs.has(id)) throw missing();
      return { changes: engineOf.executeJob(environment, family, id).changes, result: undefined };
    });
  } catch (error) {
    if (error instanceof NotFound || error instanceof CommitFailed) throw error;
    const cause = error instanceof Error ? error : new Error(String(error));
    await onFamily(engine, member, missing, (environment, family) => {
      if (!family.jobs.has(id)) throw missing();
      return { changes: engineOf.failJob(environment, family, id, cause).changes, result: undefined };
    });
    throw error;
  }
}
