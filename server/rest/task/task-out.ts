import { type Static, Type } from 'typebox';
import type { UserTask } from '../../engine/state.ts';
import { FormRefOut } from '../wire/form.ts';
import { DateOut, NullableDate, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';
import { withoutProcess } from '../wire/without-process.ts';

export const TaskOut = Type.Object({
  id: Type.String(),
  name: NullableText,
  assignee: NullableText,
  created: DateOut,
  due: NullableDate,
  followUp: NullableDate,
  lastUpdated: NullableDate,
  delegationState: NullableText,
  description: NullableText,
  executionId: NullableText,
  owner: NullableText,
  parentTaskId: NullableText,
  priority: Type.Integer(),
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  taskDefinitionKey: NullableText,
  caseExecutionId: NullableText,
  caseInstanceId: NullableText,
  caseDefinitionId: NullableText,
  suspended: Type.Boolean(),
  formKey: NullableText,
  camundaFormRef: FormRefOut,
  operatonFormRef: FormRefOut,
  tenantId: NullableText,
  taskState: Type.String(),
  /** Whether there are any; only when asked for. */
  comment: Type.Optional(Type.Boolean()),
  attachment: Type.Optional(Type.Boolean()),
});

export function writeTask(task: UserTask): Static<typeof TaskOut> {
  return withoutProcess({
    id: task.id,
    name: task.name,
    assignee: task.assignee,
    created: writeDate(task.createdAt),
    due: writeDate(task.dueAt),
    followUp: writeDate(task.followUpAt),
    lastUpdated: writeDate(task.lastUpdatedAt),
    delegationState: task.delegationState,
    description: task.description,
    executionId: task.nodeId,
    owner: task.owner,
    parentTaskId: task.parentTaskId,
    priority: task.priority,
    processDefinitionId: task.definitionId,
    processInstanceId: task.instanceId,
    taskDefinitionKey: task.elementId,
    caseExecutionId: null,
    caseInstanceId: null,
    caseDefinitionId: null,
    suspended: task.suspended,
    formKey: task.formKey,
    camundaFormRef: task.formRef,
    operatonFormRef: task.formRef,
    tenantId: null,
    taskState: task.state,
  });
}
