import { table } from '../table.ts';

/** A decision requirements diagram: what one DMN file with more than one decision, or a named one, deploys. */
export interface RequirementsDefinition {
  id: string;
  key: string;
  version: number;
  name: string | null;
  category: string | null;
  deploymentId: string;
  resource: string;
}

export const requirementsDefinitionTable = table<RequirementsDefinition>('definition_requirements', {
  id: 'text',
  key: 'text',
  version: 'integer',
  name: 'text',
  category: 'text',
  deploymentId: 'text',
  resource: 'text',
});
