import type { HistoricDecision } from '../../engine/changes.ts';
import { table } from '../table.ts';

export const historicDecisionTable = table<HistoricDecision>(
  'history_decision',
  {
    id: 'text',
    decisionDefinitionId: 'text',
    decisionDefinitionKey: 'text',
    decisionDefinitionName: 'text',
    decisionRequirementsDefinitionId: 'text',
    decisionRequirementsDefinitionKey: 'text',
    rootDecisionInstanceId: 'text',
    rootId: 'text',
    instanceId: 'text',
    activityId: 'text',
    activityInstanceId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    at: 'integer',
    userId: 'text',
    collectResultValue: 'real',
    inputs: 'json',
    outputs: 'json',
    removalAt: 'integer',
  },
  { insertOnly: true },
);
