import { type Static, Type } from 'typebox';
import { historicDetailList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricDetail } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { fileReply } from '../wire/file-reply.ts';
import { type ListOptions, listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateIn,
  DateOut,
  ErrorOut,
  FindsNothing,
  Flag,
  IdParams,
  NullableDate,
  NullableText,
  TextList,
} from '../wire/schema.ts';
import { writeValue } from '../wire/variables.ts';
import { writeDate } from '../wire/wire-date.ts';
import { withoutProcess } from '../wire/without-process.ts';

const Filter = Type.Object({
  detailId: Type.String(),
  processInstanceId: Type.String(),
  processInstanceIdIn: TextList,
  executionId: Type.String(),
  activityInstanceId: Type.String(),
  activityInstanceIdIn: TextList,
  taskId: Type.String(),
  variableInstanceId: Type.String(),
  variableInstanceIdIn: TextList,
  variableTypeIn: TextList,
  variableNameLike: Type.String(),
  variableUpdates: Flag,
  formFields: Flag,
  initial: Flag,
  occurredBefore: DateIn,
  occurredAfter: DateIn,
  userOperationId: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  caseInstanceId: FindsNothing,
  caseExecutionId: FindsNothing,
});

const ItemOut = Type.Object({
  id: Type.String(),
  type: Type.String(),
  processDefinitionKey: NullableText,
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  activityInstanceId: NullableText,
  executionId: NullableText,
  caseDefinitionKey: NullableText,
  caseDefinitionId: NullableText,
  caseInstanceId: NullableText,
  caseExecutionId: NullableText,
  taskId: NullableText,
  tenantId: NullableText,
  userOperationId: NullableText,
  time: DateOut,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
  // Of a variable's update:
  variableName: Type.Optional(Type.String()),
  variableInstanceId: Type.Optional(NullableText),
  variableType: Type.Optional(Type.String()),
  value: Type.Optional(Type.Unknown()),
  valueInfo: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  initial: Type.Optional(Type.Boolean()),
  revision: Type.Optional(Type.Integer()),
  errorMessage: Type.Optional(NullableText),
  // Of a form's field:
  fieldId: Type.Optional(Type.String()),
  fieldValue: Type.Optional(Type.Unknown()),
});

function write(
  row: HistoricDetail & RemovalFact,
  { deserializeValues = true }: ListOptions = {},
): Static<typeof ItemOut> {
  return withoutProcess({
    id: row.id,
    type: row.kind,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    activityInstanceId: row.activityInstanceId,
    executionId: row.executionId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: row.taskId,
    tenantId: null,
    userOperationId: row.userOperationId,
    time: writeDate(row.at),
    removalTime: writeDate(row.rootRemovalAt),
    rootProcessInstanceId: row.rootId,
    ...(row.kind === 'formField'
      ? { fieldId: row.name, fieldValue: row.value }
      : {
          variableName: row.name,
          variableInstanceId: row.variableId,
          variableType: row.type,
          // As in the reference, bytes are only at `…/data`.
          value: row.type === 'Bytes' ? null : writeValue(row, deserializeValues),
          valueInfo: row.info ?? {},
          initial: row.initial,
          revision: row.revision,
          errorMessage: null,
        }),
  });
}

/** `/history/detail`: every write of every variable, and every field of a submitted form. */
export const historicDetail: Resource = (app, engine) => {
  const tags = ['Historic Detail'];
  const find = async (id: string) => {
    const found = await historicDetailList.find(engine.store.reader, id);
    if (!found) throw new RequestError(404, `Historic detail with Id '${id}' does not exist`);
    return found;
  };

  listRoutes(app, engine, {
    path: '/history/detail',
    tag: 'Historic Detail',
    filter: Filter,
    source: historicDetailList,
    item: ItemOut,
    write,
    post: true,
  });

  app.get(
    '/history/detail/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({ deserializeValue: Type.Optional(Type.Boolean()) }),
        response: { 200: ItemOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => write(await find(params.id), { deserializeValues: query.deserializeValue ?? true }),
  );

  app.get('/history/detail/:id/data', { schema: { tags, params: IdParams } }, async ({ params }, reply) => {
    const found = await find(params.id);
    return fileReply(reply, found.name, found);
  });
};
