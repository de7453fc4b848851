import { type Static, Type } from 'typebox';
import type { Batch } from '../../commands/lists.ts';
import { NullableDate, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

/** A batch as every call answers it that begins one. */
export const BatchOut = Type.Object({
  id: Type.String(),
  type: Type.String(),
  totalJobs: Type.Integer(),
  jobsCreated: Type.Integer(),
  batchJobsPerSeed: Type.Integer(),
  invocationsPerBatchJob: Type.Integer(),
  seedJobDefinitionId: Type.String(),
  monitorJobDefinitionId: Type.String(),
  batchJobDefinitionId: Type.String(),
  suspended: Type.Boolean(),
  tenantId: NullableText,
  createUserId: NullableText,
  startTime: NullableDate,
  executionStartTime: NullableDate,
});

export function writeBatch(batch: Batch): Static<typeof BatchOut> {
  return {
    id: batch.id,
    type: batch.type,
    totalJobs: batch.totalJobs,
    jobsCreated: batch.jobsCreated,
    batchJobsPerSeed: batch.batchJobsPerSeed,
    invocationsPerBatchJob: batch.invocationsPerBatchJob,
    seedJobDefinitionId: batch.seedJobDefinitionId,
    monitorJobDefinitionId: batch.monitorJobDefinitionId,
    batchJobDefinitionId: batch.batchJobDefinitionId,
    suspended: batch.suspended,
    tenantId: null,
    createUserId: batch.createUserId,
    startTime: writeDate(batch.startedAt),
    executionStartTime: writeDate(batch.executionStartedAt),
  };
}
