import { type Static, Type } from 'typebox';
import { deleteHistoricVariable } from '../../commands/delete-historic-variable.ts';
import { historicVariableList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricVariable } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { fileReply } from '../wire/file-reply.ts';
import { type ListOptions, listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateOut,
  ErrorOut,
  FindsNothing,
  Flag,
  IdParams,
  NoContent,
  NullableDate,
  NullableText,
  TextList,
} from '../wire/schema.ts';
import { writeListedValue, writeValue } from '../wire/variables.ts';
import { writeDate } from '../wire/wire-date.ts';
import { withoutProcess } from '../wire/without-process.ts';

const Filter = Type.Object({
  variableInstanceId: Type.String(),
  variableInstanceIdIn: TextList,
  processInstanceId: Type.String(),
  processInstanceIdIn: TextList,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  variableName: Type.String(),
  variableNameIn: TextList,
  variableNameLike: Type.String(),
  variableValue: Type.Unknown(),
  variableTypeIn: TextList,
  executionIdIn: TextList,
  activityInstanceIdIn: TextList,
  taskIdIn: TextList,
  includeDeleted: Flag,
  variableNamesIgnoreCase: Flag,
  variableValuesIgnoreCase: Flag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  caseInstanceId: FindsNothing,
  caseExecutionIdIn: FindsNothing,
  caseActivityIdIn: FindsNothing,
});

const ItemOut = Type.Object({
  type: Type.String(),
  value: Type.Unknown(),
  valueInfo: Type.Record(Type.String(), Type.Unknown()),
  id: Type.String(),
  name: Type.String(),
  processDefinitionKey: NullableText,
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  executionId: NullableText,
  activityInstanceId: NullableText,
  caseDefinitionKey: NullableText,
  caseDefinitionId: NullableText,
  caseInstanceId: NullableText,
  caseExecutionId: NullableText,
  taskId: NullableText,
  errorMessage: NullableText,
  tenantId: NullableText,
  state: Type.String(),
  createTime: DateOut,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
});

function write(
  row: HistoricVariable & RemovalFact,
  { deserializeValues = true }: ListOptions = {},
): Static<typeof ItemOut> {
  return withoutProcess({
    type: row.type,
    value: writeValue(row, deserializeValues),
    valueInfo: row.info ?? {},
    id: row.id,
    name: row.name,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    activityInstanceId: row.activityInstanceId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: row.taskId,
    errorMessage: null,
    tenantId: null,
    state: row.state,
    createTime: writeDate(row.createdAt),
    removalTime: writeDate(row.rootRemovalAt),
    rootProcessInstanceId: row.rootId,
  });
}

/** `/history/variable-instance`: the last value of every variable. */
export const historicVariableInstance: Resource = (app, engine) => {
  const tags = ['Historic Variable Instance'];
  const find = async (id: string) => {
    const found = await historicVariableList.find(engine.store.reader, id);
    if (!found) throw new RequestError(404, `Historic variable instance with Id '${id}' does not exist.`);
    return found;
  };

  listRoutes(app, engine, {
    path: '/history/variable-instance',
    tag: 'Historic Variable Instance',
    filter: Filter,
    source: historicVariableList,
    item: ItemOut,
    write: (row, options) => ({
      ...write(row, options),
      value: writeListedValue(row, options.deserializeValues ?? true),
    }),
    post: true,
  });

  app.get(
    '/history/variable-instance/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({ deserializeValues: Type.Optional(Type.Boolean()) }),
        response: { 200: ItemOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => write(await find(params.id), query),
  );

  app.delete(
    '/history/variable-instance/:id',
    { schema: { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await deleteHistoricVariable(engine, params.id);
      return reply.code(204).send();
    },
  );

  app.get('/history/variable-instance/:id/data', { schema: { tags, params: IdParams } }, async ({ params }, reply) => {
    const found = await find(params.id);
    return fileReply(reply, found.name, found);
  });
};
