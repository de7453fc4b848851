import { Type } from 'typebox';
import { identityLinkLogList } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, DateOut, Flag, NullableDate, NullableText, TextList } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';
import { withoutProcess } from '../wire/without-process.ts';

const Filter = Type.Object({
  dateBefore: DateIn,
  dateAfter: DateIn,
  type: Type.String(),
  userId: Type.String(),
  groupId: Type.String(),
  taskId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  operationType: Type.String(),
  assignerId: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  time: DateOut,
  type: Type.String(),
  userId: NullableText,
  groupId: NullableText,
  taskId: Type.String(),
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  operationType: Type.String(),
  assignerId: NullableText,
  tenantId: NullableText,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
});

/** `/history/identity-link-log`: who came to have to do with which task, and who ceased to. */
export const identityLinkLog: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/identity-link-log',
    tag: 'Historic Identity Link Log',
    filter: Filter,
    source: identityLinkLogList,
    item: ItemOut,
    write: (row) =>
      withoutProcess({
        id: row.id,
        time: writeDate(row.at),
        type: row.type,
        userId: row.userId,
        groupId: row.groupId,
        taskId: row.taskId,
        processDefinitionId: row.definitionId,
        processDefinitionKey: row.definitionKey,
        operationType: row.operation,
        assignerId: row.assignerId,
        tenantId: null,
        removalTime: writeDate(row.rootRemovalAt),
        rootProcessInstanceId: row.rootId,
      }),
  });
};
