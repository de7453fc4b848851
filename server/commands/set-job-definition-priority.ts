import { EngineError } from '../engine/engine.ts';
import { updateJobDefinition } from '../store/definition/deployments.ts';
import { jobDefinitionList } from '../store/definition/job-definition-list.ts';
import { jobList } from '../store/runtime/job-list.ts';
import type { EngineContext } from './engine-context.ts';
import { forAll } from './for-all.ts';
import { onJobDefinitionLogged } from './operation-places.ts';
import { inTransaction, unlogged } from './operations.ts';
import { NotFound } from './refusals.ts';
import { setJobPriority } from './set-job-priority.ts';

/**
 * Sets the priority of the jobs that a definition will create, and of those that are there when asked; null leaves it to
 * the model again. @throws NotFound; EngineError when a priority is to be left to the model and jobs are included
 */
export async function setJobDefinitionPriority(
  engine: EngineContext,
  id: string,
  { priority, includeJobs }: { priority: number | null; includeJobs: boolean },
): Promise<void> {
  const { reader } = engine.store;
  if (priority === null && includeJobs) {
    throw new EngineError(
      'InvalidRequestException',
      `Cannot reset priority for job definition ${id} with includeJobs=true`,
      { code: null },
    );
  }
  const definition = await jobDefinitionList.find(reader, id);
  if (!definition) throw new NotFound(`Job definition with id '${id}' does not exist: jobDefinition is null`);
  const by = await onJobDefinitionLogged(engine, id, [
    {
      type: 'SetPriority',
      entity: 'JobDefinition',
      changes: [{ property: 'overridingPriority', from: definition.overridingPriority, to: priority }],
    },
    ...(includeJobs ? [{ type: 'SetPriority', entity: 'Job', changes: [{ property: 'priority', to: priority }] }] : []),
  ]);
  await inTransaction(by, ({ knex }) => updateJobDefinition(knex, id, { overridingPriority: priority }));
  engine.definitions.overrideJobs(definition.definitionId, id, { priority });
  if (priority === null || !includeJobs) return;
  const jobs = await jobList.ids(reader, { now: engine.clock.now(), jobDefinitionId: id });
  await forAll(jobs, (jobId) => setJobPriority(unlogged(engine), jobId, priority));
}
