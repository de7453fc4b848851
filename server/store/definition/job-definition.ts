import { table } from '../table.ts';

/** What jobs an activity can create. `kind` as in `JobKind`; `configuration` as `async-before` or `DURATION: PT1H`. */
export interface JobDefinition {
  id: string;
  definitionId: string;
  definitionKey: string;
  deploymentId: string;
  activityId: string;
  kind: string;
  configuration: string;
  listenerId: string | null;
  suspended: boolean;
  overridingPriority: number | null;
}

export const jobDefinitionTable = table<JobDefinition>('definition_job', {
  id: 'text',
  definitionId: 'text',
  definitionKey: 'text',
  deploymentId: 'text',
  activityId: 'text',
  kind: 'text',
  configuration: 'text',
  listenerId: 'text',
  suspended: 'boolean',
  overridingPriority: 'integer',
});
