import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob } from './on-job.ts';
import { onJobLogged } from './operation-places.ts';

/** Sets a job's priority: of several due ones the higher comes first. */
export async function setJobPriority(engine: EngineContext, id: string, priority: number): Promise<void> {
  const by = await onJobLogged(engine, id, 'SetPriority', (job) => [
    { property: 'priority', from: job.priority, to: priority },
  ]);
  await onJob(
    by,
    id,
    (environment, family) => engineOf.setJobPriority(environment, family, id, priority),
    (job) => {
      job.priority = priority;
    },
  );
}
