import type { ExternalTask } from '../../engine/state.ts';
import { table } from '../table.ts';

export const externalTaskTable = table<ExternalTask>(
  'runtime_external_task',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    nodeId: 'text',
    elementId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    topic: 'text',
    activityInstanceId: 'text',
    priority: 'integer',
    workerId: 'text',
    lockedUntil: 'integer',
    retries: 'integer',
    errorMessage: 'text',
    errorDetails: 'text',
    createdAt: 'integer',
    businessKey: 'text',
    suspended: 'boolean',
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
