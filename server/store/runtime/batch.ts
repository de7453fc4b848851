import { table } from '../table.ts';

/** Something done to many things, one job after the other. Its seed makes the jobs, its monitor waits for their end. */
export interface Batch {
  id: string;
  /** What is done to each, as in `instance-deletion`. */
  type: string;
  totalJobs: number;
  jobsCreated: number;
  batchJobsPerSeed: number;
  invocationsPerBatchJob: number;
  seedJobDefinitionId: string;
  monitorJobDefinitionId: string;
  batchJobDefinitionId: string;
  suspended: boolean;
  createUserId: string | null;
  startedAt: number;
  /** When its first job ran. */
  executionStartedAt: number | null;
  /** What its type needs to know, the same for all. */
  settings: unknown;
}

export const batchTable = table<Batch>('runtime_batch', {
  id: 'text',
  type: 'text',
  totalJobs: 'integer',
  jobsCreated: 'integer',
  batchJobsPerSeed: 'integer',
  invocationsPerBatchJob: 'integer',
  seedJobDefinitionId: 'text',
  monitorJobDefinitionId: 'text',
  batchJobDefinitionId: 'text',
  suspended: 'boolean',
  createUserId: 'text',
  startedAt: 'integer',
  executionStartedAt: 'integer',
  settings: 'json',
});
