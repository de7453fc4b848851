import { type Static, Type } from 'typebox';
import { createIncident } from '../commands/create-incident.ts';
import { executionList, subscriptionList } from '../commands/lists.ts';
import { readExecutionVariables } from '../commands/read-execution-variables.ts';
import { setExecutionVariables } from '../commands/set-execution-variables.ts';
import { signalExecution } from '../commands/signal-execution.ts';
import { triggerExecution } from '../commands/trigger-execution.ts';
import { EventSubscriptionOut, writeEventSubscription } from './event-subscription.ts';
import { IncidentOut, writeIncident } from './incident.ts';
import type { Resource } from './rest-app.ts';
import { listRoutes } from './wire/list-routes.ts';
import { RequestError } from './wire/request-error.ts';
import {
  ErrorOut,
  Flag,
  IdParams,
  NoContent,
  NullableText,
  TextList,
  VariableConditions,
  VariablesIn,
} from './wire/schema.ts';
import { variableRoutes } from './wire/variable-routes.ts';
import { readVariables } from './wire/variables.ts';

const Filter = Type.Object({
  executionId: Type.String(),
  processInstanceId: Type.String(),
  businessKey: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  activityId: Type.String(),
  signalEventSubscriptionName: Type.String(),
  messageEventSubscriptionName: Type.String(),
  active: Flag,
  suspended: Flag,
  incidentId: Type.String(),
  incidentType: Type.String(),
  incidentMessage: Type.String(),
  variables: VariableConditions,
  processVariables: VariableConditions,
  variableNamesIgnoreCase: Flag,
  variableValuesIgnoreCase: Flag,
  tenantIdIn: TextList,
});

const ExecutionOut = Type.Object({
  id: Type.String(),
  processInstanceId: Type.String(),
  ended: Type.Boolean(),
  tenantId: NullableText,
});

function writeExecution({ id, instanceId }: { id: string; instanceId: string }): Static<typeof ExecutionOut> {
  return { id, processInstanceId: instanceId, ended: false, tenantId: null };
}

const MessageParams = Type.Object({ id: Type.String(), messageName: Type.String() });

/** `/execution`: single tokens, their own variables, and waking them by hand. */
export const execution: Resource = (app, engine) => {
  const tags = ['Execution'];
  listRoutes(app, engine, {
    path: '/execution',
    tag: 'Execution',
    filter: Filter,
    source: executionList,
    item: ExecutionOut,
    write: writeExecution,
    post: true,
  });

  app.get(
    '/execution/:id',
    { schema: { tags, params: IdParams, response: { 200: ExecutionOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await executionList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Execution with id ${id} does not exist`);
      return writeExecution(found);
    },
  );

  app.post(
    '/execution/:id/signal',
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ variables: Type.Optional(VariablesIn) }),
        response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ params, body, engine }, reply) => {
      await signalExecution(engine, params.id, readVariables(body.variables));
      return reply.code(204).send();
    },
  );

  app.get(
    '/execution/:id/messageSubscriptions/:messageName',
    { schema: { tags, params: MessageParams, response: { 200: EventSubscriptionOut, '4xx': ErrorOut } } },
    async ({ params: { id, messageName } }) => {
      const filter = { eventType: 'message' as const, eventName: messageName, executionId: id };
      const [found] = await subscriptionList.list(engine.store.reader, filter);
      if (!found) {
        throw new RequestError(
          404,
          `Message event subscription for execution ${id} named ${messageName} does not exist`,
        );
      }
      return writeEventSubscription(found);
    },
  );

  app.post(
    '/execution/:id/messageSubscriptions/:messageName/trigger',
    {
      schema: {
        tags,
        params: MessageParams,
        body: Type.Object({ variables: Type.Optional(VariablesIn) }),
        response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ params, body, engine }, reply) => {
      await triggerExecution(engine, params.id, params.messageName, readVariables(body.variables));
      return reply.code(204).send();
    },
  );

  app.post(
    '/execution/:id/create-incident',
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({
          incidentType: Type.Optional(Type.String()),
          configuration: Type.Optional(Type.String()),
          message: Type.Optional(Type.String()),
        }),
        response: { 200: IncidentOut, '4xx': ErrorOut },
      },
    },
    async ({ params, body: { incidentType, configuration, message }, engine }) => {
      if (incidentType === undefined) throw new RequestError(400, 'incidentType is null');
      const details = { type: incidentType, configuration: configuration ?? null, message: message ?? null };
      return writeIncident(await createIncident(engine, params.id, details));
    },
  );

  variableRoutes(app, {
    path: '/execution/:id/localVariables',
    tag: 'Execution',
    called: 'execution',
    read: (id) => readExecutionVariables(engine, id, 'local'),
    write: (by, id, modifications, deletions) =>
      setExecutionVariables(by, id, { modifications, deletions, local: true }),
  });
};
