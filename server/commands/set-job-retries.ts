import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';

/** Sets how many tries a job has left; more than none closes its incident. */
export async function setJobRetries(engine: EngineContext, id: string, retries: number): Promise<void> {
  await onJob(
    engine,
    id,
    (environment, family) => engineOf.setJobRetries(environment, family, id, retries),
    (job) => {
      job.retries = retries;
    },
  );
}
