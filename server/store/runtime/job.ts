import type { Job } from '../../engine/state.ts';
import { table } from '../table.ts';

export const jobTable = table<Job>(
  'runtime_job',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    nodeId: 'text',
    elementId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    kind: 'text',
    jobDefinitionId: 'text',
    dueAt: 'integer',
    retries: 'integer',
    exclusive: 'boolean',
    priority: 'integer',
    exceptionMessage: 'text',
    exceptionStacktrace: 'text',
    failedActivityId: 'text',
    listenerId: 'text',
    repeat: 'text',
    suspended: 'boolean',
    createdAt: 'integer',
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
