import { compare, equal, oneOf } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';
import { type UserOperation, userOperationTable } from './user-operation.ts';

export interface UserOperationFilter {
  userOperationId?: string;
  operationId?: string;
  operationType?: string;
  entityType?: string;
  entityTypeIn?: readonly string[];
  category?: string;
  categoryIn?: readonly string[];
  property?: string;
  userId?: string;
  deploymentId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processInstanceId?: string;
  executionId?: string;
  taskId?: string;
  jobId?: string;
  jobDefinitionId?: string;
  externalTaskId?: string;
  afterTimestamp?: number;
  beforeTimestamp?: number;
}

export type UserOperationItem = UserOperation & RemovalFact;

/** What signed-in persons did. */
export const userOperationList = listQuery<UserOperationFilter, UserOperationItem>({
  from: (knex) => withRemoval(knex({ t: userOperationTable.name })),
  columns: [...selectColumns(userOperationTable, 't'), removalColumn],
  conditions: {
    userOperationId: equal('t.id'),
    operationId: equal('t.operation_id'),
    operationType: equal('t.operation_type'),
    entityType: equal('t.entity_type'),
    entityTypeIn: oneOf('t.entity_type'),
    category: equal('t.category'),
    categoryIn: oneOf('t.category'),
    property: equal('t.property'),
    userId: equal('t.user_id'),
    deploymentId: equal('t.deployment_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    processInstanceId: equal('t.instance_id'),
    executionId: equal('t.execution_id'),
    taskId: equal('t.task_id'),
    jobId: equal('t.job_id'),
    jobDefinitionId: equal('t.job_definition_id'),
    externalTaskId: equal('t.external_task_id'),
    afterTimestamp: compare('t.at', '>='),
    beforeTimestamp: compare('t.at', '<='),
  },
  sortings: { timestamp: 't.at' },
  read: itemReader(userOperationTable),
});
