import { setExternalTaskRetries } from '../set-external-task-retries.ts';
import type { BatchType } from './batch-type.ts';

/** Sets how many tries external tasks have left. */
export const setExternalTaskRetriesBatch: BatchType<{ retries: number }> = {
  type: 'set-external-task-retries',
  step: (engine, id, { retries }) => setExternalTaskRetries(engine, id, retries),
};
