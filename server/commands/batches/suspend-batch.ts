import { EngineError } from '../../engine/engine.ts';
import { batchList } from '../../store/runtime/batch-list.ts';
import { setBatchSuspended } from '../../store/runtime/batches.ts';
import type { EngineContext } from '../engine-context.ts';
import { inTransaction, logged, suspensionState } from '../operations.ts';

/** Holds a batch back with all its jobs, or lets it go on. @throws EngineError when there is no such batch (any more) */
export async function suspendBatch(engine: EngineContext, id: string, suspended: boolean): Promise<void> {
  const batch = await batchList.find(engine.store.reader, id);
  const verb = suspended ? 'suspend' : 'activate';
  if (!batch) throw new EngineError('InvalidRequestException', `Unable to ${verb} batch with id '${id}'`);
  const type = suspended ? 'SuspendBatch' : 'ActivateBatch';
  const by = await logged(engine, () => [
    { type, entity: 'Batch', changes: [suspensionState(suspended)], at: { batchId: id } },
  ]);
  await inTransaction(by, (transaction) => setBatchSuspended(transaction, batch, suspended));
}
