import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';

/** Holds a job back, or lets it go on. */
export async function setJobSuspended(engine: EngineContext, id: string, suspended: boolean): Promise<void> {
  await onJob(
    engine,
    id,
    (environment, family) => engineOf.setJobSuspended(environment, family, id, suspended),
    (job) => {
      job.suspended = suspended;
    },
  );
}
