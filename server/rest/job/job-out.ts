import { type Static, Type } from 'typebox';
import type { JobItem } from '../../commands/lists.ts';
import { DateOut, NullableDate, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

/** A job as the contract shows it. */
export const JobOut = Type.Object({
  id: Type.String(),
  jobDefinitionId: NullableText,
  processInstanceId: NullableText,
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  executionId: NullableText,
  exceptionMessage: NullableText,
  failedActivityId: NullableText,
  retries: Type.Integer(),
  dueDate: NullableDate,
  suspended: Type.Boolean(),
  priority: Type.Integer(),
  tenantId: NullableText,
  createTime: DateOut,
  batchId: NullableText,
});

/** Timer starts and jobs of batches belong to no instance: their empty ids are null on the wire. */
export function writeJob(job: JobItem): Static<typeof JobOut> {
  return {
    id: job.id,
    jobDefinitionId: job.jobDefinitionId || null,
    processInstanceId: job.instanceId || null,
    processDefinitionId: job.definitionId || null,
    processDefinitionKey: job.definitionKey || null,
    executionId: job.nodeId || null,
    exceptionMessage: job.exceptionMessage,
    failedActivityId: job.failedActivityId,
    retries: job.retries,
    dueDate: writeDate(job.dueAt),
    suspended: job.suspended,
    priority: job.priority,
    tenantId: null,
    createTime: writeDate(job.createdAt),
    batchId: job.batchId,
  };
}
