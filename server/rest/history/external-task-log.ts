import { type Static, Type } from 'typebox';
import { externalTaskLogList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricExternalTaskLog } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { plainText } from '../wire/plain-text.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateOut,
  ErrorOut,
  Flag,
  IdParams,
  NullableDate,
  NullableInteger,
  NullableText,
  TextList,
} from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

const Filter = Type.Object({
  creationLog: Flag,
  failureLog: Flag,
  successLog: Flag,
  deletionLog: Flag,
  logId: Type.String(),
  externalTaskId: Type.String(),
  topicName: Type.String(),
  workerId: Type.String(),
  errorMessage: Type.String(),
  activityIdIn: TextList,
  activityInstanceIdIn: TextList,
  executionIdIn: TextList,
  processInstanceId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  priorityHigherThanOrEquals: Type.Integer(),
  priorityLowerThanOrEquals: Type.Integer(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  timestamp: DateOut,
  removalTime: NullableDate,
  externalTaskId: Type.String(),
  topicName: Type.String(),
  workerId: NullableText,
  priority: Type.Integer(),
  retries: NullableInteger,
  errorMessage: NullableText,
  activityId: Type.String(),
  activityInstanceId: Type.String(),
  executionId: Type.String(),
  processInstanceId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  tenantId: NullableText,
  rootProcessInstanceId: NullableText,
  creationLog: Type.Boolean(),
  failureLog: Type.Boolean(),
  successLog: Type.Boolean(),
  deletionLog: Type.Boolean(),
});

function write(row: HistoricExternalTaskLog & RemovalFact): Static<typeof ItemOut> {
  return {
    id: row.id,
    timestamp: writeDate(row.at),
    removalTime: writeDate(row.rootRemovalAt),
    externalTaskId: row.externalTaskId,
    topicName: row.topic,
    workerId: row.workerId,
    priority: row.priority,
    retries: row.retries,
    errorMessage: row.errorMessage,
    activityId: row.activityId,
    activityInstanceId: row.activityInstanceId,
    executionId: row.executionId,
    processInstanceId: row.instanceId,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    tenantId: null,
    rootProcessInstanceId: row.rootId,
    creationLog: row.event === 'creation',
    failureLog: row.event === 'failure',
    successLog: row.event === 'success',
    deletionLog: row.event === 'deletion',
  };
}

/** `/history/external-task-log`: what happened to external tasks. */
export const externalTaskLog: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/external-task-log',
    tag: 'Historic External Task Log',
    filter: Filter,
    source: externalTaskLogList,
    item: ItemOut,
    write,
    post: true,
  });

  app.get(
    '/history/external-task-log/:id',
    { schema: { tags: ['Historic External Task Log'], params: IdParams, response: { 200: ItemOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await externalTaskLogList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic external task log with id ${id} does not exist`);
      return write(found);
    },
  );

  app.get(
    '/history/external-task-log/:id/error-details',
    { schema: { tags: ['Historic External Task Log'], params: IdParams } },
    async ({ params: { id } }, reply) => {
      const found = await externalTaskLogList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic external task log with id ${id} does not exist`);
      return plainText(reply, found.errorDetails);
    },
  );
};
