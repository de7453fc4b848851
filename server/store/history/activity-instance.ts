import type { HistoricActivityInstance } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicActivityTable = table<HistoricActivityInstance>(
  'history_activity_instance',
  {
    id: 'text',
    parentId: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    activityId: 'text',
    activityName: 'text',
    activityType: 'text',
    taskId: 'text',
    calledInstanceId: 'text',
    assignee: 'text',
    startedAt: 'integer',
    endedAt: 'integer',
    canceled: 'boolean',
    completeScope: 'boolean',
    sequence: 'integer',
  },
  { fixed: ['rootId', 'instanceId', 'executionId', 'startedAt', 'sequence'] },
);
