import type { HistoricExternalTaskLog } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const externalTaskLogTable = table<HistoricExternalTaskLog>(
  'history_external_task_log',
  {
    id: 'text',
    event: 'text',
    at: 'integer',
    externalTaskId: 'text',
    topic: 'text',
    workerId: 'text',
    priority: 'integer',
    retries: 'integer',
    errorMessage: 'text',
    errorDetails: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    activityInstanceId: 'text',
    activityId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
  },
  { insertOnly: true },
);
