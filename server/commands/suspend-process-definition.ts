import { setDefinitionSuspended } from '../store/definition/deployments.ts';
import { instanceList } from '../store/runtime/instance-list.ts';
import type { EngineContext } from './engine-context.ts';
import { suspendProcessInstance } from './suspend-process-instance.ts';

/** Suspends a definition, which then cannot be started, or activates it; its running instances too when asked. */
export async function suspendProcessDefinition(
  engine: EngineContext,
  definitionId: string,
  { suspended, includeProcessInstances }: { suspended: boolean; includeProcessInstances: boolean },
): Promise<void> {
  await engine.store.unitOfWork.transaction(({ knex }) => setDefinitionSuspended(knex, definitionId, suspended));
  engine.definitions.setSuspended(definitionId, suspended);
  if (!includeProcessInstances) return;
  const running = await instanceList.list(engine.store.reader, { processDefinitionId: definitionId });
  for (const { id } of running) await suspendProcessInstance(engine, id, suspended);
}
