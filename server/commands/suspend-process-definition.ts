import { suspendDefinition } from '../store/definition/suspension.ts';
import { instanceList } from '../store/runtime/instance-list.ts';
import type { EngineContext } from './engine-context.ts';
import { forAll } from './for-all.ts';
import { definitionPlace } from './operation-places.ts';
import { inTransaction, logged, type Operation, suspensionState, unlogged } from './operations.ts';
import { scheduleOwnJob } from './schedule-own-job.ts';
import { suspendProcessInstance } from './suspend-process-instance.ts';

export interface DefinitionSuspension {
  suspended: boolean;
  includeProcessInstances: boolean;
}

/**
 * Suspends definitions, which then cannot be started, or activates them: with their start timers and with the jobs that
 * they will create, as the reference does; their running instances too when asked.
 */
export async function suspendProcessDefinitions(
  engine: EngineContext,
  definitionIds: readonly string[],
  { suspended, includeProcessInstances }: DefinitionSuspension,
): Promise<void> {
  const by = await logged(engine, () =>
    definitionIds.map((id) => suspension(engine, id, suspended, includeProcessInstances)),
  );
  for (const definitionId of definitionIds) {
    const jobDefinitions = await inTransaction(by, (transaction) =>
      suspendDefinition(transaction, definitionId, suspended),
    );
    engine.definitions.setSuspended(definitionId, suspended);
    for (const id of jobDefinitions) engine.definitions.overrideJobs(definitionId, id, { suspended });
    if (!includeProcessInstances) continue;
    const running = await instanceList.ids(engine.store.reader, { processDefinitionId: definitionId });
    await forAll(running, (id) => suspendProcessInstance(unlogged(engine), id, suspended));
  }
}

function suspension(
  engine: EngineContext,
  definitionId: string,
  suspended: boolean,
  includeProcessInstances: boolean,
): Operation {
  return {
    type: suspended ? 'SuspendProcessDefinition' : 'ActivateProcessDefinition',
    entity: 'ProcessDefinition',
    changes: [suspensionState(suspended), { property: 'includeProcessInstances', to: includeProcessInstances }],
    at: definitionPlace(engine, definitionId),
  };
}

/** What is to be done when the time has come. */
interface Order extends DefinitionSuspension {
  definitionIds: readonly string[];
}

/** The same at a later time (epoch milliseconds), by a job. */
export async function suspendProcessDefinitionsAt(engine: EngineContext, dueAt: number, order: Order): Promise<void> {
  const kind = order.suspended ? 'suspend-processdefinition' : 'activate-processdefinition';
  const { definitionIds, suspended, includeProcessInstances } = order;
  const by = await logged(engine, () =>
    definitionIds.map((id) => suspension(engine, id, suspended, includeProcessInstances)),
  );
  await scheduleOwnJob(by, { kind, jobDefinitionId: '', dueAt, input: order });
}

/** Does what such a job was ordered with. */
export async function executeDefinitionSuspension(engine: EngineContext, input: unknown): Promise<void> {
  // Written above: the store gives back what it was given.
  const order = input as Order;
  await suspendProcessDefinitions(engine, order.definitionIds, order);
}
