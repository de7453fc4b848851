import type { Incident } from '../../engine/state.ts';
import { table } from '../table.ts';

export const incidentTable = table<Incident>(
  'runtime_incident',
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
  },
  { fixed: ['rootId', 'instanceId', 'nodeId', 'createdAt'] },
);
