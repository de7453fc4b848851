import { type Static, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import { processDefinitionList } from '../../commands/lists.ts';
import { suspendProcessDefinitions, suspendProcessDefinitionsAt } from '../../commands/suspend-process-definition.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, NoContent } from '../wire/schema.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';

const Suspension = Type.Object({
  suspended: Type.Optional(Type.Boolean()),
  includeProcessInstances: Type.Optional(Type.Boolean()),
  executionDate: Type.Optional(DateIn),
});

const SuspensionByKey = Type.Object({
  ...Suspension.properties,
  processDefinitionId: Type.Optional(Type.String()),
  processDefinitionKey: Type.Optional(Type.String()),
});

/** `/process-definition/…/suspended`: whether definitions may be started, now or from a date on. */
export const suspendDefinitions: Resource = (app) => {
  const tags = ['Process Definition'];
  const response = { 204: NoContent, '4xx': ErrorOut };

  const suspend = async (engine: EngineContext, definitionIds: string[], body: Static<typeof Suspension>) => {
    const { suspended = false, includeProcessInstances = false, executionDate } = body;
    const order = { definitionIds, suspended, includeProcessInstances };
    if (executionDate === undefined) await suspendProcessDefinitions(engine, definitionIds, order);
    else await suspendProcessDefinitionsAt(engine, executionDate, order);
  };

  app.put(
    '/process-definition/suspended',
    { schema: { tags, body: SuspensionByKey, response } },
    async ({ body, engine }, reply) => {
      const { processDefinitionId, processDefinitionKey: key } = body;
      if (processDefinitionId !== undefined) {
        throw new RequestError(400, 'Only processDefinitionKey can be set to update the suspension state.');
      }
      if (key === undefined) {
        throw new RequestError(
          400,
          'Either processDefinitionId or processDefinitionKey should be set to update the suspension state.',
        );
      }
      await suspend(engine, await processDefinitionList.ids(engine.store.reader, { key }), body);
      return reply.code(204).send();
    },
  );

  for (const { prefix, find } of SPELLINGS) {
    app.put(
      `${prefix}/suspended`,
      { schema: { tags, params: DefinitionParams, body: Suspension, response } },
      async ({ params, body, engine }, reply) => {
        await suspend(engine, [find(engine, params).id], body);
        return reply.code(204).send();
      },
    );
  }
};
