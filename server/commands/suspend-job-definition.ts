import { updateJobDefinition } from '../store/definition/deployments.ts';
import { jobDefinitionList } from '../store/definition/job-definition-list.ts';
import { jobList } from '../store/runtime/job-list.ts';
import type { EngineContext } from './engine-context.ts';
import { forAll } from './for-all.ts';
import { onJobDefinitionLogged } from './operation-places.ts';
import { inTransaction, suspensionState, unlogged } from './operations.ts';
import { scheduleOwnJob } from './schedule-own-job.ts';
import { setJobSuspended } from './set-job-suspended.ts';

interface JobDefinitionSuspension {
  suspended: boolean;
  includeJobs: boolean;
}

/** Suspends job definitions, so that jobs which they create are born suspended, or activates them; their jobs too when asked. */
export async function suspendJobDefinitions(
  engine: EngineContext,
  jobDefinitionIds: readonly string[],
  { suspended, includeJobs }: JobDefinitionSuspension,
): Promise<void> {
  const { reader } = engine.store;
  for (const jobDefinitionId of jobDefinitionIds) {
    const definition = await jobDefinitionList.find(reader, jobDefinitionId);
    if (!definition) continue;
    const type = suspended ? 'SuspendJobDefinition' : 'ActivateJobDefinition';
    const operation = { type, entity: 'JobDefinition', changes: [suspensionState(suspended)] };
    const by = await onJobDefinitionLogged(engine, jobDefinitionId, [operation]);
    await inTransaction(by, ({ knex }) => updateJobDefinition(knex, jobDefinitionId, { suspended }));
    engine.definitions.overrideJobs(definition.definitionId, jobDefinitionId, { suspended });
    if (!includeJobs) continue;
    const jobs = await jobList.ids(reader, { now: engine.clock.now(), jobDefinitionId });
    await forAll(jobs, (id) => setJobSuspended(unlogged(engine), id, suspended));
  }
}

/** What is to be done when the time has come. */
interface Order extends JobDefinitionSuspension {
  jobDefinitionIds: readonly string[];
}

/** The same at a later time (epoch milliseconds), by a job. */
export async function suspendJobDefinitionsAt(engine: EngineContext, dueAt: number, order: Order): Promise<void> {
  const kind = order.suspended ? 'suspend-job-definition' : 'activate-job-definition';
  await scheduleOwnJob(engine, { kind, jobDefinitionId: '', dueAt, input: order });
}

/** Does what such a job was ordered with. */
export async function executeJobDefinitionSuspension(engine: EngineContext, input: unknown): Promise<void> {
  // Written above: the store gives back what it was given.
  const order = input as Order;
  await suspendJobDefinitions(engine, order.jobDefinitionIds, order);
}
