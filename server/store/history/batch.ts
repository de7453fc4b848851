import { table } from '../table.ts';

/** A batch that runs or has run. */
export interface HistoricBatch {
  id: string;
  type: string;
  totalJobs: number;
  batchJobsPerSeed: number;
  invocationsPerBatchJob: number;
  seedJobDefinitionId: string;
  monitorJobDefinitionId: string;
  batchJobDefinitionId: string;
  createUserId: string | null;
  startedAt: number;
  executionStartedAt: number | null;
  endedAt: number | null;
  /** From when on it may be forgotten. */
  removalAt: number | null;
}

export const historicBatchTable = table<HistoricBatch>('history_batch', {
  id: 'text',
  type: 'text',
  totalJobs: 'integer',
  batchJobsPerSeed: 'integer',
  invocationsPerBatchJob: 'integer',
  seedJobDefinitionId: 'text',
  monitorJobDefinitionId: 'text',
  batchJobDefinitionId: 'text',
  createUserId: 'text',
  startedAt: 'integer',
  executionStartedAt: 'integer',
  endedAt: 'integer',
  removalAt: 'integer',
});
