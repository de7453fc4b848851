import { type Static, Type } from 'typebox';
import type { ExternalTask } from '../../engine/state.ts';
import { DateOut, NullableDate, NullableInteger, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

/** An external task in an answer; `fetchAndLock` adds variables, error details and extension properties. */
export const ExternalTaskOut = Type.Object({
  activityId: Type.String(),
  activityInstanceId: Type.String(),
  errorMessage: NullableText,
  executionId: Type.String(),
  id: Type.String(),
  lockExpirationTime: NullableDate,
  createTime: DateOut,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionVersionTag: NullableText,
  processInstanceId: Type.String(),
  retries: NullableInteger,
  suspended: Type.Boolean(),
  workerId: NullableText,
  topicName: Type.String(),
  tenantId: NullableText,
  priority: Type.Integer(),
  businessKey: NullableText,
});

export function writeExternalTask(
  task: ExternalTask,
  definitionVersionTag: string | null | undefined,
): Static<typeof ExternalTaskOut> {
  return {
    activityId: task.elementId,
    activityInstanceId: task.activityInstanceId,
    errorMessage: task.errorMessage,
    executionId: task.nodeId,
    id: task.id,
    lockExpirationTime: writeDate(task.lockedUntil),
    createTime: writeDate(task.createdAt),
    processDefinitionId: task.definitionId,
    processDefinitionKey: task.definitionKey,
    processDefinitionVersionTag: definitionVersionTag ?? null,
    processInstanceId: task.instanceId,
    retries: task.retries,
    suspended: task.suspended,
    workerId: task.workerId,
    topicName: task.topic,
    tenantId: null,
    priority: task.priority,
    businessKey: task.businessKey,
  };
}
