import { setJobRetries } from '../set-job-retries.ts';
import type { BatchType } from './batch-type.ts';

/** Sets how many tries jobs have left and, when `dueAt` is no null, when they are due (epoch milliseconds). */
export const setJobRetriesBatch: BatchType<{ retries: number; dueAt: number | null }> = {
  type: 'set-job-retries',
  step: (engine, id, { retries, dueAt }) =>
    setJobRetries(engine, id, dueAt === null ? { retries } : { retries, dueAt }),
};
