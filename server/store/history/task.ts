import type { HistoricTask } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicTaskTable = table<HistoricTask>(
  'history_task',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    activityInstanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    taskDefinitionKey: 'text',
    name: 'text',
    description: 'text',
    assignee: 'text',
    owner: 'text',
    priority: 'integer',
    startedAt: 'integer',
    endedAt: 'integer',
    dueAt: 'integer',
    followUpAt: 'integer',
    deleteReason: 'text',
    parentTaskId: 'text',
    state: 'text',
  },
  { fixed: ['rootId', 'instanceId', 'executionId', 'activityInstanceId', 'startedAt'] },
);
