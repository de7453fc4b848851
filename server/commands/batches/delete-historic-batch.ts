import { EngineError } from '../../engine/engine.ts';
import { historicBatchList } from '../../store/history/batch-list.ts';
import { deleteBatchHistory } from '../../store/runtime/batches.ts';
import type { EngineContext } from '../engine-context.ts';
import { inTransaction, logged } from '../operations.ts';

/** Forgets a batch. @throws EngineError when it is not known */
export async function deleteHistoricBatch(engine: EngineContext, id: string): Promise<void> {
  if (!(await historicBatchList.find(engine.store.reader, id))) {
    throw new EngineError('InvalidRequestException', `Unable to delete historic batch with id '${id}'`);
  }
  const by = await logged(engine, () => [{ type: 'DeleteHistory', entity: 'Batch', at: { batchId: id } }]);
  await inTransaction(by, ({ knex }) => deleteBatchHistory(knex, [id]));
}
