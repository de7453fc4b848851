import { type ElExternalTask, elDate, elInteger, elLong } from '../el-value.ts';
import { beanMembers, type MemberTable } from './member-table.ts';

/** What the condition of an error event definition on an external task may ask of the task. */
export const externalTaskMembers: MemberTable<ElExternalTask> = beanMembers<ElExternalTask>({
  id: ({ externalTask }) => externalTask.id,
  topicName: ({ externalTask }) => externalTask.topicName,
  workerId: ({ externalTask }) => externalTask.workerId,
  errorMessage: ({ externalTask }) => externalTask.errorMessage,
  errorDetails: ({ externalTask }) => externalTask.errorDetails,
  retries: ({ externalTask: { retries } }) => (retries === null ? null : elInteger(retries)),
  priority: ({ externalTask }) => elLong(externalTask.priority),
  lockExpirationTime: ({ externalTask: { lockExpirationTime } }) => {
    return lockExpirationTime === null ? null : elDate(lockExpirationTime);
  },
  activityId: ({ externalTask }) => externalTask.activityId,
  activityInstanceId: ({ externalTask }) => externalTask.activityInstanceId,
  executionId: ({ externalTask }) => externalTask.executionId,
  processInstanceId: ({ externalTask }) => externalTask.processInstanceId,
  processDefinitionId: ({ externalTask }) => externalTask.processDefinitionId,
  processDefinitionKey: ({ externalTask }) => externalTask.processDefinitionKey,
  businessKey: ({ externalTask }) => externalTask.businessKey,
  tenantId: () => null,
});
