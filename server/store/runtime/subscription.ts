import type { Subscription } from '../../engine/state.ts';
import { table } from '../table.ts';

export const subscriptionTable = table<Subscription>(
  'runtime_subscription',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    nodeId: 'text',
    elementId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    kind: 'text',
    name: 'text',
    createdAt: 'integer',
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
