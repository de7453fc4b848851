import { EngineError } from '../engine/engine.ts';
import { deleteInstanceHistory } from '../store/history/delete-instance-history.ts';
import { historicInstanceList } from '../store/history/process-instance-list.ts';
import type { EngineContext } from './engine-context.ts';
import { inTransaction, logged } from './operations.ts';
import { NotFound } from './refusals.ts';

/**
 * Forgets a finished instance: all its history.
 * @throws NotFound; EngineError when the instance is still running
 */
export async function deleteHistoricInstance(engine: EngineContext, id: string): Promise<void> {
  const instance = await historicInstanceList.find(engine.store.reader, id);
  if (!instance) throw new NotFound(`Historic process instance with id ${id} does not exist`);
  if (instance.endedAt === null) {
    throw new EngineError(
      'BadUserRequestException',
      `Process instance is still running, cannot delete historic process instance: '${id}'`,
    );
  }
  const by = await logged(engine, () => [
    {
      type: 'DeleteHistory',
      entity: 'ProcessInstance',
      changes: [
        { property: 'nrOfInstances', to: 1 },
        { property: 'async', to: false },
      ],
    },
  ]);
  await inTransaction(by, ({ knex }) => deleteInstanceHistory(knex, [id]));
}
