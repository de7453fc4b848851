import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onJob, ownJobOf } from './on-job.ts';

/**
 * Works a timer's due date out anew from the diagram.
 * @param fromCreation count a duration from the job's creation instead of from now
 * @throws NotFound; EngineError when the job is no timer
 */
export async function recalculateJobDueDate(engine: EngineContext, id: string, fromCreation: boolean): Promise<void> {
  const ownJob = await ownJobOf(engine, id);
  if (ownJob && ownJob.kind !== 'timer-start-event') {
    throw new engineOf.EngineError(
      'BadUserRequestException',
      `Only timer jobs can be recalculated, but the job with id '${id}' is of type '${ownJob.kind}'.`,
    );
  }
  const definition = ownJob && (await engine.definitions.loaded(ownJob.definitionId));
  await onJob(
    engine,
    id,
    (environment, family) => engineOf.recalculateJobDueDate(environment, family, id, fromCreation),
    (job) => {
      if (!definition) return;
      const events = engineOf.startEventsOf(definition.graph, fromCreation ? job.createdAt : engine.clock.now());
      job.dueAt = events.find(({ elementId }) => elementId === job.elementId)?.schedule?.dueAt ?? job.dueAt;
    },
  );
}
