import type { HistoricIncident } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicIncidentTable = table<HistoricIncident>(
  'history_incident',
  {
    id: 'text',
    rootId: 'text',
    instanceId: 'text',
    nodeId: 'text',
    elementId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    type: 'text',
    message: 'text',
    createdAt: 'integer',
    failedActivityId: 'text',
    causeIncidentId: 'text',
    rootCauseIncidentId: 'text',
    configuration: 'text',
    jobDefinitionId: 'text',
    annotation: 'text',
    endedAt: 'integer',
    state: 'text',
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
