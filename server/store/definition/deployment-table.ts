import { table } from '../table.ts';

export interface Deployment {
  id: string;
  name: string | null;
  source: string | null;
  deployedAt: number;
}

export const deploymentTable = table<Deployment>('definition_deployment', {
  id: 'text',
  name: 'text',
  source: 'text',
  deployedAt: 'integer',
});
