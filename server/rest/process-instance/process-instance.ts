import { type Static, Type } from 'typebox';
import { deleteProcessInstance } from '../../commands/delete-process-instance.ts';
import { instanceList } from '../../commands/lists.ts';
import { readActivityTree } from '../../commands/read-activity-tree.ts';
import { NotFound } from '../../commands/refusals.ts';
import { suspendProcessInstance } from '../../commands/suspend-process-instance.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  ErrorOut,
  FindsEverything,
  FindsNothing,
  Flag,
  IdParams,
  LinkOut,
  NoContent,
  NullableText,
  TextList,
  VariableConditions,
} from '../wire/schema.ts';

export const InstanceFilter = Type.Object({
  processInstanceIds: TextList,
  businessKey: Type.String(),
  businessKeyLike: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionKeyIn: TextList,
  processDefinitionKeyNotIn: TextList,
  deploymentId: Type.String(),
  superProcessInstance: Type.String(),
  subProcessInstance: Type.String(),
  active: Flag,
  suspended: Flag,
  withIncident: Flag,
  incidentId: Type.String(),
  incidentType: Type.String(),
  incidentMessage: Type.String(),
  incidentMessageLike: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  caseInstanceId: FindsNothing,
  superCaseInstance: FindsNothing,
  subCaseInstance: FindsNothing,
  processDefinitionWithoutTenantId: FindsEverything,
  activityIdIn: TextList,
  rootProcessInstances: Flag,
  leafProcessInstances: Flag,
  variables: VariableConditions,
  variableNamesIgnoreCase: Flag,
  variableValuesIgnoreCase: Flag,
});

const ProcessInstanceOut = Type.Object({
  links: Type.Array(LinkOut),
  id: Type.String(),
  definitionId: Type.String(),
  businessKey: NullableText,
  caseInstanceId: NullableText,
  ended: Type.Boolean(),
  suspended: Type.Boolean(),
  tenantId: NullableText,
  definitionKey: Type.String(),
});

interface InstanceRow {
  id: string;
  definitionId: string;
  definitionKey: string;
  businessKey: string | null;
  suspended: boolean;
}

function writeInstance(instance: InstanceRow): Static<typeof ProcessInstanceOut> {
  return {
    links: [],
    id: instance.id,
    definitionId: instance.definitionId,
    businessKey: instance.businessKey,
    caseInstanceId: null,
    ended: false,
    suspended: instance.suspended,
    tenantId: null,
    definitionKey: instance.definitionKey,
  };
}

/** `/process-instance`: what is running, its tokens, its end by hand. */
export const processInstance: Resource = (app, engine) => {
  const tags = ['Process Instance'];
  listRoutes(app, engine, {
    path: '/process-instance',
    tag: 'Process Instance',
    filter: InstanceFilter,
    source: instanceList,
    item: ProcessInstanceOut,
    write: writeInstance,
    post: true,
    orQueries: true,
  });

  app.get(
    '/process-instance/:id',
    { schema: { tags, params: IdParams, response: { 200: ProcessInstanceOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const instance = await instanceList.find(engine.store.reader, id);
      if (!instance) throw new RequestError(404, `Process instance with id ${id} does not exist`);
      return writeInstance(instance);
    },
  );

  app.delete(
    '/process-instance/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({
          skipCustomListeners: Type.Optional(Type.Boolean()),
          skipIoMappings: Type.Optional(Type.Boolean()),
          skipSubprocesses: Type.Optional(Type.Boolean()),
          failIfNotExists: Type.Optional(Type.Boolean()),
        }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ engine, params: { id }, query }, reply) => {
      try {
        const { failIfNotExists: _passed, ...skips } = query;
        await deleteProcessInstance(engine, id, null, skips);
      } catch (error) {
        if (!(error instanceof NotFound && query.failIfNotExists === false)) throw error;
      }
      return reply.code(204).send();
    },
  );

  app.get(
    '/process-instance/:id/activity-instances',
    { schema: { tags, params: IdParams, response: { 200: Type.Unknown(), '4xx': ErrorOut } } },
    ({ params: { id } }) => readActivityTree(engine, id),
  );

  app.put(
    '/process-instance/:id/suspended',
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ suspended: Type.Optional(Type.Boolean()) }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ engine, params: { id }, body }, reply) => {
      await suspendProcessInstance(engine, id, body.suspended ?? false);
      return reply.code(204).send();
    },
  );
};
