import { type Static, Type } from 'typebox';
import { variableList } from '../commands/lists.ts';
import type { HistoricVariable } from '../engine/changes.ts';
import type { Resource } from './rest-app.ts';
import { fileReply } from './wire/file-reply.ts';
import { type ListOptions, listRoutes } from './wire/list-routes.ts';
import { RequestError } from './wire/request-error.ts';
import { ErrorOut, FindsNothing, Flag, IdParams, NullableText, TextList, VariableConditions } from './wire/schema.ts';
import { writeListedValue, writeValue } from './wire/variables.ts';
import { withoutProcess } from './wire/without-process.ts';

const Filter = Type.Object({
  variableInstanceId: Type.String(),
  variableName: Type.String(),
  variableNameLike: Type.String(),
  variableValues: VariableConditions,
  variableNamesIgnoreCase: Flag,
  variableValuesIgnoreCase: Flag,
  processInstanceIdIn: TextList,
  executionIdIn: TextList,
  variableScopeIdIn: TextList,
  taskIdIn: TextList,
  activityInstanceIdIn: TextList,
  tenantIdIn: TextList,
  caseInstanceIdIn: FindsNothing,
  caseExecutionIdIn: FindsNothing,
  batchIdIn: FindsNothing,
});

const VariableInstanceOut = Type.Object({
  type: Type.String(),
  value: Type.Unknown(),
  valueInfo: Type.Record(Type.String(), Type.Unknown()),
  id: Type.String(),
  name: Type.String(),
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  executionId: NullableText,
  caseInstanceId: NullableText,
  caseExecutionId: NullableText,
  taskId: NullableText,
  batchId: NullableText,
  activityInstanceId: NullableText,
  errorMessage: NullableText,
  tenantId: NullableText,
});

function writeVariableInstance(
  row: HistoricVariable,
  { deserializeValues = true }: ListOptions = {},
): Static<typeof VariableInstanceOut> {
  return withoutProcess({
    type: row.type,
    value: writeValue(row, deserializeValues),
    valueInfo: row.info ?? {},
    id: row.id,
    name: row.name,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: row.taskId,
    batchId: null,
    activityInstanceId: row.activityInstanceId,
    errorMessage: null,
    tenantId: null,
  });
}

/** `/variable-instance`: variables of running instances, found by name, value or place. */
export const variableInstance: Resource = (app, engine) => {
  const tags = ['Variable Instance'];
  const find = async (id: string) => {
    const found = await variableList.find(engine.store.reader, id);
    if (!found) throw new RequestError(404, `Variable instance with Id '${id}' does not exist.`);
    return found;
  };

  listRoutes(app, engine, {
    path: '/variable-instance',
    tag: 'Variable Instance',
    filter: Filter,
    source: variableList,
    item: VariableInstanceOut,
    write: (row, options) => ({
      ...writeVariableInstance(row, options),
      value: writeListedValue(row, options.deserializeValues ?? true),
    }),
    post: true,
  });

  app.get(
    '/variable-instance/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({ deserializeValue: Type.Optional(Type.Boolean()) }),
        response: { 200: VariableInstanceOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) =>
      writeVariableInstance(await find(params.id), { deserializeValues: query.deserializeValue ?? true }),
  );

  app.get('/variable-instance/:id/data', { schema: { tags, params: IdParams } }, async ({ params }, reply) => {
    const found = await find(params.id);
    return fileReply(reply, found.name, found);
  });
};
