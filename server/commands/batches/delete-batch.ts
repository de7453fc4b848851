import { EngineError } from '../../engine/engine.ts';
import { removalAt } from '../../engine/record.ts';
import { batchList } from '../../store/runtime/batch-list.ts';
import { removeBatch } from '../../store/runtime/batches.ts';
import type { EngineContext } from '../engine-context.ts';
import { inTransaction, logged } from '../operations.ts';

/**
 * Ends a batch before it is done: its jobs go, what they did stays done.
 * @param cascade whether its history goes too
 * @throws EngineError when there is no such batch (any more)
 */
export async function deleteBatch(engine: EngineContext, id: string, cascade: boolean): Promise<void> {
  const batch = await batchList.find(engine.store.reader, id);
  if (!batch) throw new EngineError('InvalidRequestException', `Unable to delete batch with id '${id}'`);
  const changes = [{ property: 'cascadeToHistory', to: cascade }];
  const by = await logged(engine, () => [{ type: 'Delete', entity: 'Batch', changes, at: { batchId: id } }]);
  await inTransaction(by, (transaction) =>
    removeBatch(transaction, batch, {
      at: engine.clock.now(),
      removalAt: removalAt(engine.clock.now(), engine.batches.timeToLiveDays),
      history: cascade,
      log: null,
    }),
  );
}
