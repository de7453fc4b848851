import type { HistoricIdentityLink } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicIdentityLinkTable = table<HistoricIdentityLink>(
  'history_identity_link',
  {
    id: 'text',
    operation: 'text',
    at: 'integer',
    taskId: 'text',
    type: 'text',
    userId: 'text',
    groupId: 'text',
    assignerId: 'text',
    rootId: 'text',
    instanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
  },
  { insertOnly: true },
);
