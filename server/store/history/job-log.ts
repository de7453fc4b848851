import type { HistoricJobLog } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const jobLogTable = table<HistoricJobLog>(
  'history_job_log',
  {
    id: 'text',
    event: 'text',
    at: 'integer',
    jobId: 'text',
    jobDefinitionId: 'text',
    kind: 'text',
    configuration: 'text',
    dueAt: 'integer',
    retries: 'integer',
    priority: 'integer',
    exceptionMessage: 'text',
    exceptionStacktrace: 'text',
    failedActivityId: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    activityId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
  },
  { insertOnly: true },
);
