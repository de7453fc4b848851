import { table } from '../table.ts';

export interface DecisionDefinition {
  id: string;
  key: string;
  version: number;
  versionTag: string | null;
  name: string | null;
  category: string | null;
  deploymentId: string;
  resource: string;
  requirementsId: string | null;
  requirementsKey: string | null;
  /** Days. */
  historyTimeToLive: number | null;
}

export const decisionDefinitionTable = table<DecisionDefinition>('definition_decision', {
  id: 'text',
  key: 'text',
  version: 'integer',
  versionTag: 'text',
  name: 'text',
  category: 'text',
  deploymentId: 'text',
  resource: 'text',
  requirementsId: 'text',
  requirementsKey: 'text',
  historyTimeToLive: 'integer',
});
