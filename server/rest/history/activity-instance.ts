import { type Static, Type } from 'typebox';
import { historicActivityList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricActivityInstance } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { durationOf } from '../wire/duration.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateIn,
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
  activityInstanceId: Type.String(),
  activityInstanceIdIn: TextList,
  processInstanceId: Type.String(),
  processInstanceIdIn: TextList,
  processDefinitionId: Type.String(),
  executionId: Type.String(),
  activityId: Type.String(),
  activityIdIn: TextList,
  activityName: Type.String(),
  activityNameLike: Type.String(),
  activityType: Type.String(),
  taskAssignee: Type.String(),
  finished: Flag,
  unfinished: Flag,
  canceled: Flag,
  completeScope: Flag,
  startedBefore: DateIn,
  startedAfter: DateIn,
  finishedBefore: DateIn,
  finishedAfter: DateIn,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  parentActivityInstanceId: NullableText,
  activityId: Type.String(),
  activityName: NullableText,
  activityType: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionId: Type.String(),
  processInstanceId: Type.String(),
  executionId: Type.String(),
  taskId: NullableText,
  calledProcessInstanceId: NullableText,
  calledCaseInstanceId: NullableText,
  assignee: NullableText,
  startTime: DateOut,
  endTime: NullableDate,
  durationInMillis: NullableInteger,
  canceled: Type.Boolean(),
  completeScope: Type.Boolean(),
  tenantId: NullableText,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
});

function write(row: HistoricActivityInstance & RemovalFact): Static<typeof ItemOut> {
  return {
    id: row.id,
    parentActivityInstanceId: row.parentId,
    activityId: row.activityId,
    activityName: row.activityName,
    activityType: row.activityType,
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    taskId: row.taskId,
    calledProcessInstanceId: row.calledInstanceId,
    calledCaseInstanceId: null,
    assignee: row.assignee,
    startTime: writeDate(row.startedAt),
    endTime: writeDate(row.endedAt),
    durationInMillis: durationOf(row),
    canceled: row.canceled,
    completeScope: row.completeScope,
    tenantId: null,
    removalTime: writeDate(row.rootRemovalAt),
    rootProcessInstanceId: row.rootId,
  };
}

/** `/history/activity-instance`: every element that was ever entered. */
export const historicActivityInstance: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/activity-instance',
    tag: 'Historic Activity Instance',
    filter: Filter,
    source: historicActivityList,
    item: ItemOut,
    write,
    post: true,
  });

  app.get(
    '/history/activity-instance/:id',
    { schema: { tags: ['Historic Activity Instance'], params: IdParams, response: { 200: ItemOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await historicActivityList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic activity instance with id '${id}' does not exist`);
      return write(found);
    },
  );
};
