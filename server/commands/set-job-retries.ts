import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';
import { onJobLogged } from './operation-places.ts';

/**
 * Sets how many tries a job has left and, when asked, when it is due (epoch milliseconds); more than no try closes its incident.
 * @throws NotFound; EngineError when the number is negative
 */
export async function setJobRetries(
  engine: EngineContext,
  id: string,
  input: { retries: number; dueAt?: number },
): Promise<void> {
  checkJobRetries(input.retries);
  const by = await onJobLogged(engine, id, 'SetJobRetries', (job) => [
    { property: 'retries', from: job.retries, to: input.retries },
  ]);
  await onJob(
    by,
    id,
    (environment, family) => engineOf.setJobRetries(environment, family, id, input),
    (job) => {
      job.retries = input.retries;
      if (input.dueAt !== undefined) job.dueAt = input.dueAt;
    },
  );
}

/** @throws EngineError when a job cannot have so many tries */
export function checkJobRetries(retries: number): void {
  if (retries >= 0) return;
  throw new engineOf.EngineError(
    'BadUserRequestException',
    `ENGINE-13054 The number of job retries must be a non-negative Integer, but '${retries}' has been provided.`,
  );
}
