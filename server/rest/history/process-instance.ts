import { type Static, Type } from 'typebox';
import { deleteHistoricInstance } from '../../commands/delete-historic-instance.ts';
import { deleteHistoricVariablesOf } from '../../commands/delete-historic-variable.ts';
import type { HistoricInstanceItem } from '../../commands/lists.ts';
import { historicInstanceList } from '../../commands/lists.ts';
import { NotFound } from '../../commands/refusals.ts';
import type { Resource } from '../rest-app.ts';
import { durationOf } from '../wire/duration.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateIn,
  DateOut,
  ErrorOut,
  FindsNothing,
  Flag,
  IdParams,
  NoContent,
  NullableDate,
  NullableInteger,
  NullableText,
  TextList,
  VariableConditions,
} from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

export const HistoricInstanceFilter = Type.Object({
  processInstanceId: Type.String(),
  processInstanceIds: TextList,
  processInstanceIdNotIn: TextList,
  rootProcessInstanceId: Type.String(),
  processInstanceBusinessKey: Type.String(),
  processInstanceBusinessKeyIn: TextList,
  processInstanceBusinessKeyLike: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionKeyIn: TextList,
  processDefinitionKeyNotIn: TextList,
  processDefinitionName: Type.String(),
  processDefinitionNameLike: Type.String(),
  superProcessInstanceId: Type.String(),
  subProcessInstanceId: Type.String(),
  rootProcessInstances: Flag,
  finished: Flag,
  unfinished: Flag,
  active: Flag,
  suspended: Flag,
  completed: Flag,
  externallyTerminated: Flag,
  internallyTerminated: Flag,
  startedBy: Type.String(),
  startedBefore: DateIn,
  startedAfter: DateIn,
  finishedBefore: DateIn,
  finishedAfter: DateIn,
  withIncidents: Flag,
  withRootIncidents: Flag,
  incidentType: Type.String(),
  incidentStatus: Type.Unsafe<'open' | 'resolved'>({ type: 'string', enum: ['open', 'resolved'] }),
  incidentMessage: Type.String(),
  incidentMessageLike: Type.String(),
  executedActivityIdIn: TextList,
  activityIdIn: TextList,
  incidentIdIn: TextList,
  executedJobAfter: DateIn,
  executedJobBefore: DateIn,
  withJobsRetrying: Flag,
  activeActivityIdIn: TextList,
  executedActivityBefore: DateIn,
  executedActivityAfter: DateIn,
  variables: VariableConditions,
  variableNamesIgnoreCase: Flag,
  variableValuesIgnoreCase: Flag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  caseInstanceId: FindsNothing,
  superCaseInstanceId: FindsNothing,
  subCaseInstanceId: FindsNothing,
});

const ItemOut = Type.Object({
  id: Type.String(),
  businessKey: NullableText,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionName: NullableText,
  processDefinitionVersion: NullableInteger,
  startTime: DateOut,
  endTime: NullableDate,
  removalTime: NullableDate,
  durationInMillis: NullableInteger,
  startUserId: NullableText,
  startActivityId: NullableText,
  deleteReason: NullableText,
  rootProcessInstanceId: NullableText,
  superProcessInstanceId: NullableText,
  superCaseInstanceId: NullableText,
  caseInstanceId: NullableText,
  tenantId: NullableText,
  state: Type.String(),
  restartedProcessInstanceId: NullableText,
});

function write(row: HistoricInstanceItem): Static<typeof ItemOut> {
  return {
    id: row.id,
    businessKey: row.businessKey,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    processDefinitionName: row.definitionName,
    processDefinitionVersion: row.definitionVersion,
    startTime: writeDate(row.startedAt),
    endTime: writeDate(row.endedAt),
    removalTime: writeDate(row.removalAt ?? row.rootRemovalAt),
    durationInMillis: durationOf(row),
    startUserId: row.startUserId,
    startActivityId: row.startActivityId,
    deleteReason: row.deleteReason,
    rootProcessInstanceId: row.rootId,
    superProcessInstanceId: row.superInstanceId,
    superCaseInstanceId: null,
    caseInstanceId: null,
    tenantId: null,
    state: row.state,
    restartedProcessInstanceId: row.restartedInstanceId,
  };
}

/** `/history/process-instance`: every instance that runs or ever ran. */
export const historicProcessInstance: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/process-instance',
    tag: 'Historic Process Instance',
    filter: HistoricInstanceFilter,
    source: historicInstanceList,
    item: ItemOut,
    write,
    post: true,
    orQueries: true,
  });

  app.get(
    '/history/process-instance/:id',
    { schema: { tags: ['Historic Process Instance'], params: IdParams, response: { 200: ItemOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await historicInstanceList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic process instance with id ${id} does not exist`);
      return write(found);
    },
  );

  app.delete(
    '/history/process-instance/:id',
    {
      schema: {
        tags: ['Historic Process Instance'],
        params: IdParams,
        querystring: Type.Object({ failIfNotExists: Type.Optional(Type.Boolean()) }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ engine, params: { id }, query }, reply) => {
      try {
        await deleteHistoricInstance(engine, id);
      } catch (error) {
        if (!(error instanceof NotFound && query.failIfNotExists === false)) throw error;
      }
      return reply.code(204).send();
    },
  );

  app.delete(
    '/history/process-instance/:id/variable-instances',
    {
      schema: { tags: ['Historic Process Instance'], params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } },
    },
    async ({ params, engine }, reply) => {
      await deleteHistoricVariablesOf(engine, params.id);
      return reply.code(204).send();
    },
  );
};
