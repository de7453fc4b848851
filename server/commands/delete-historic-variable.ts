import { EngineError } from '../engine/engine.ts';
import { deleteVariableHistory } from '../store/history/delete-variable-history.ts';
import { historicInstanceList } from '../store/history/process-instance-list.ts';
import { historicVariableList } from '../store/history/variable-list.ts';
import type { EngineContext } from './engine-context.ts';
import { inTransaction } from './operations.ts';
import { NotFound } from './refusals.ts';

/**
 * Forgets one variable of a finished instance, with all its values.
 * @throws NotFound; EngineError while its instance is running, which works with it
 */
export async function deleteHistoricVariable(engine: EngineContext, id: string): Promise<void> {
  const variable = await historicVariableList.find(engine.store.reader, id);
  if (!variable)
    throw new NotFound(`No historic variable instance found with id: ${id}: variable is null`, undefined, 0);
  await refuseRunning(engine, variable.instanceId);
  await inTransaction(engine, ({ knex }) => deleteVariableHistory(knex, { variableId: id }));
}

/** Forgets all variables of a finished instance. @throws NotFound; EngineError while it is running */
export async function deleteHistoricVariablesOf(engine: EngineContext, instanceId: string): Promise<void> {
  if (!(await historicInstanceList.find(engine.store.reader, instanceId))) {
    throw new NotFound(
      `No historic process instance found with id: ${instanceId}: instance is null`,
      'InvalidRequestException',
      0,
    );
  }
  await refuseRunning(engine, instanceId);
  await inTransaction(engine, ({ knex }) => deleteVariableHistory(knex, { instanceId }));
}

async function refuseRunning(engine: EngineContext, instanceId: string): Promise<void> {
  const instance = await historicInstanceList.find(engine.store.reader, instanceId);
  if (instance?.endedAt === null) {
    throw new EngineError(
      'BadUserRequestException',
      `Process instance '${instanceId}' is still running: its variables cannot be deleted from history`,
    );
  }
}
