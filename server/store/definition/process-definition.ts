import { table } from '../table.ts';

/** `id` is `key:version:uuid`; `category` the model's target namespace; `resource` the file's name in the deployment. */
export interface ProcessDefinition {
  id: string;
  key: string;
  version: number;
  versionTag: string | null;
  name: string | null;
  description: string | null;
  category: string | null;
  deploymentId: string;
  resource: string;
  suspended: boolean;
  /** Days after the end of an instance. */
  historyTimeToLive: number | null;
  startableInTasklist: boolean;
  startFormKey: string | null;
}

export const processDefinitionTable = table<ProcessDefinition>('definition_process', {
  id: 'text',
  key: 'text',
  version: 'integer',
  versionTag: 'text',
  name: 'text',
  description: 'text',
  category: 'text',
  deploymentId: 'text',
  resource: 'text',
  suspended: 'boolean',
  historyTimeToLive: 'integer',
  startableInTasklist: 'boolean',
  startFormKey: 'text',
});
