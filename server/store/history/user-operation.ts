import { table } from '../table.ts';

/** One property that a signed-in person changed. Rows of one operation share `operationId`. */
export interface UserOperation {
  id: string;
  operationId: string;
  operationType: string;
  entityType: string;
  category: string | null;
  property: string | null;
  orgValue: string | null;
  newValue: string | null;
  userId: string | null;
  at: number;
  annotation: string | null;
  deploymentId: string | null;
  definitionId: string | null;
  definitionKey: string | null;
  rootId: string | null;
  instanceId: string | null;
  executionId: string | null;
  taskId: string | null;
  jobId: string | null;
  jobDefinitionId: string | null;
  externalTaskId: string | null;
  batchId: string | null;
}

export const userOperationTable = table<UserOperation>(
  'history_user_operation',
  {
    id: 'text',
    operationId: 'text',
    operationType: 'text',
    entityType: 'text',
    category: 'text',
    property: 'text',
    orgValue: 'text',
    newValue: 'text',
    userId: 'text',
    at: 'integer',
    annotation: 'text',
    deploymentId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    taskId: 'text',
    jobId: 'text',
    jobDefinitionId: 'text',
    externalTaskId: 'text',
    batchId: 'text',
  },
  { fixed: ['rootId', 'instanceId', 'at'] },
);
