import type { Batch } from '../../store/runtime/batch.ts';
import { batchList } from '../../store/runtime/batch-list.ts';
import type { JobInput } from '../../store/runtime/job-input.ts';
import type { EngineContext } from '../engine-context.ts';
import { NotFound } from '../refusals.ts';

/** The batch of a job. @throws NotFound when it has been deleted */
export async function runningBatch(engine: EngineContext, { batchId }: JobInput): Promise<Batch> {
  const batch = batchId === null ? undefined : await batchList.find(engine.store.reader, batchId);
  if (!batch) throw new NotFound(`Batch with id '${batchId}' does not exist`);
  return batch;
}
