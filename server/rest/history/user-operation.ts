import { type Static, Type } from 'typebox';
import { annotateOperation } from '../../commands/annotate-operation.ts';
import type { UserOperation } from '../../commands/lists.ts';
import { type RemovalFact, userOperationList } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, DateOut, ErrorOut, Flag, NoContent, NullableDate, NullableText, TextList } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

const Filter = Type.Object({
  userOperationId: Type.String(),
  operationId: Type.String(),
  operationType: Type.String(),
  entityType: Type.String(),
  entityTypeIn: TextList,
  category: Type.String(),
  categoryIn: TextList,
  property: Type.String(),
  userId: Type.String(),
  deploymentId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processInstanceId: Type.String(),
  executionId: Type.String(),
  taskId: Type.String(),
  jobId: Type.String(),
  jobDefinitionId: Type.String(),
  externalTaskId: Type.String(),
  afterTimestamp: DateIn,
  beforeTimestamp: DateIn,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  userId: NullableText,
  timestamp: DateOut,
  operationId: Type.String(),
  operationType: Type.String(),
  entityType: Type.String(),
  category: NullableText,
  annotation: NullableText,
  property: NullableText,
  orgValue: NullableText,
  newValue: NullableText,
  deploymentId: NullableText,
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  processInstanceId: NullableText,
  executionId: NullableText,
  caseDefinitionId: NullableText,
  caseInstanceId: NullableText,
  caseExecutionId: NullableText,
  taskId: NullableText,
  externalTaskId: NullableText,
  batchId: NullableText,
  jobId: NullableText,
  jobDefinitionId: NullableText,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
  tenantId: NullableText,
});

function write(row: UserOperation & RemovalFact): Static<typeof ItemOut> {
  return {
    id: row.id,
    userId: row.userId,
    timestamp: writeDate(row.at),
    operationId: row.operationId,
    operationType: row.operationType,
    entityType: row.entityType,
    category: row.category,
    annotation: row.annotation,
    property: row.property,
    orgValue: row.orgValue,
    newValue: row.newValue,
    deploymentId: row.deploymentId,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: row.taskId,
    externalTaskId: row.externalTaskId,
    batchId: row.batchId,
    jobId: row.jobId,
    jobDefinitionId: row.jobDefinitionId,
    removalTime: writeDate(row.rootRemovalAt),
    rootProcessInstanceId: row.rootId,
    tenantId: null,
  };
}

const OperationParams = Type.Object({ operationId: Type.String() });

/** `/history/user-operation`: what signed-in people changed. */
export const userOperation: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/user-operation',
    tag: 'Historic User Operation Log',
    filter: Filter,
    source: userOperationList,
    item: ItemOut,
    write,
    post: false,
  });

  const base = { tags: ['Historic User Operation Log'], response: { 204: NoContent, '4xx': ErrorOut } };
  app.put(
    '/history/user-operation/:operationId/set-annotation',
    {
      schema: { ...base, params: OperationParams, body: Type.Object({ annotation: Type.Optional(Type.String()) }) },
    },
    async ({ params, body, engine }, reply) => {
      await annotateOperation(engine, params.operationId, body.annotation ?? null);
      return reply.code(204).send();
    },
  );

  app.put(
    '/history/user-operation/:operationId/clear-annotation',
    { schema: { ...base, params: OperationParams } },
    async ({ params, engine }, reply) => {
      await annotateOperation(engine, params.operationId, null);
      return reply.code(204).send();
    },
  );
};
