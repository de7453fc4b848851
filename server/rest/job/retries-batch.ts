import type { Static } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { setJobRetriesBatch } from '../../commands/batches/set-job-retries.ts';
import type { EngineContext } from '../../commands/engine-context.ts';
import { checkJobRetries } from '../../commands/set-job-retries.ts';
import { type BatchOut, writeBatch } from '../batch/batch-out.ts';
import { RequestError } from '../wire/request-error.ts';

/** Begins a batch that gives jobs new tries, and answers it. @throws RequestError without jobs or tries */
export async function createJobRetriesBatch(
  engine: EngineContext,
  ids: readonly string[],
  retries: number,
  dueDate: number | undefined,
): Promise<Static<typeof BatchOut>> {
  if (ids.length === 0) throw new RequestError(400, 'jobIds is empty');
  checkJobRetries(retries);
  return writeBatch(
    await createBatch(engine, setJobRetriesBatch, {
      ids,
      settings: { retries, dueAt: dueDate ?? null },
      operation: { type: 'SetJobRetries', entity: 'Job', changes: [{ property: 'retries', to: retries }] },
    }),
  );
}
