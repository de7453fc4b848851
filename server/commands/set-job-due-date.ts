import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';
import { onJobLogged } from './operation-places.ts';

/** Moves this firing of a job to another time (epoch milliseconds); null means at once. */
export async function setJobDueDate(engine: EngineContext, id: string, dueAt: number | null): Promise<void> {
  const by = await onJobLogged(engine, id, 'SetDueDate', (job) => [
    { property: 'duedate', from: job.dueAt, to: dueAt },
  ]);
  await onJob(
    by,
    id,
    (environment, family) => engineOf.setJobDueDate(environment, family, id, dueAt),
    (job) => {
      job.dueAt = dueAt;
    },
  );
}
