import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';
import { onJobLogged } from './operation-places.ts';
import { suspensionState } from './operations.ts';

/** Holds a job back, or lets it go on. */
export async function setJobSuspended(engine: EngineContext, id: string, suspended: boolean): Promise<void> {
  const by = await onJobLogged(engine, id, suspended ? 'SuspendJob' : 'ActivateJob', () => [
    suspensionState(suspended),
  ]);
  await onJob(
    by,
    id,
    (environment, family) => engineOf.setJobSuspended(environment, family, id, suspended),
    (job) => {
      job.suspended = suspended;
    },
  );
}
