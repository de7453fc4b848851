import type { HistoricProcessInstance } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicInstanceTable = table<HistoricProcessInstance>(
  'history_process_instance',
  {
    id: 'text',
    rootId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    superInstanceId: 'text',
    startedAt: 'integer',
    endedAt: 'integer',
    startUserId: 'text',
    startActivityId: 'text',
    endActivityId: 'text',
    deleteReason: 'text',
    state: 'text',
    restartedInstanceId: 'text',
    removalAt: 'integer',
  },
  { fixed: ['rootId', 'superInstanceId', 'startedAt', 'startUserId', 'startActivityId', 'restartedInstanceId'] },
);
