import type { UserTask } from '../../engine/state.ts';
import { table } from '../table.ts';

export const userTaskTable = table<UserTask>(
  'runtime_user_task',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    nodeId: 'text',
    elementId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    activityInstanceId: 'text',
    name: 'text',
    description: 'text',
    assignee: 'text',
    owner: 'text',
    delegationState: 'text',
    priority: 'integer',
    createdAt: 'integer',
    lastUpdatedAt: 'integer',
    dueAt: 'integer',
    followUpAt: 'integer',
    formKey: 'text',
    formRef: 'json',
    parentTaskId: 'text',
    candidates: 'json',
    suspended: 'boolean',
    state: 'text',
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
