import { type Static, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import { forAll } from '../../commands/for-all.ts';
import { jobDefinitionList, jobList } from '../../commands/lists.ts';
import { onJobDefinitionLogged } from '../../commands/operation-places.ts';
import { inTransaction, unlogged } from '../../commands/operations.ts';
import { setJobDefinitionPriority } from '../../commands/set-job-definition-priority.ts';
import { checkJobRetries, setJobRetries } from '../../commands/set-job-retries.ts';
import { suspendJobDefinitions, suspendJobDefinitionsAt } from '../../commands/suspend-job-definition.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, IdParams, NoContent } from '../wire/schema.ts';

const Suspension = Type.Object({
  suspended: Type.Optional(Type.Boolean()),
  includeJobs: Type.Optional(Type.Boolean()),
  executionDate: Type.Optional(DateIn),
});

const SuspensionOfDefinition = Type.Object({
  ...Suspension.properties,
  jobDefinitionId: Type.Optional(Type.String()),
  processDefinitionId: Type.Optional(Type.String()),
  processDefinitionKey: Type.Optional(Type.String()),
});

/** `/job-definition/…`: what an operator may set for all jobs of a kind. */
export const jobDefinitionWork: Resource = (app) => {
  const tags = ['Job Definition'];
  const base = { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } };

  const suspend = async (engine: EngineContext, jobDefinitionIds: string[], body: Static<typeof Suspension>) => {
    const { suspended = false, includeJobs = false, executionDate } = body;
    const order = { jobDefinitionIds, suspended, includeJobs };
    if (executionDate === undefined) await suspendJobDefinitions(engine, jobDefinitionIds, order);
    else await suspendJobDefinitionsAt(engine, executionDate, order);
  };

  app.put(
    '/job-definition/suspended',
    { schema: { tags, body: SuspensionOfDefinition, response: base.response } },
    async ({ body, engine }, reply) => {
      const { jobDefinitionId, processDefinitionId: id, processDefinitionKey: key } = body;
      if (jobDefinitionId !== undefined) {
        throw new RequestError(
          400,
          'Either processDefinitionId or processDefinitionKey can be set to update the suspension state.',
        );
      }
      const words = 'jobDefinitionId, processDefinitionId or processDefinitionKey should be set';
      if (id === undefined && key === undefined) {
        throw new RequestError(400, `Either ${words} to update the suspension state.`);
      }
      if (id !== undefined && key !== undefined) {
        throw new RequestError(400, `Only one of ${words} to update the suspension state.`);
      }
      const filter = id === undefined ? { processDefinitionKey: key ?? '' } : { processDefinitionId: id };
      await suspend(engine, await jobDefinitionList.ids(engine.store.reader, filter), body);
      return reply.code(204).send();
    },
  );

  app.put(
    '/job-definition/:id/suspended',
    { schema: { ...base, body: Suspension } },
    async ({ params, body, engine }, reply) => {
      await suspend(engine, [params.id], body);
      return reply.code(204).send();
    },
  );

  // The reference gives new tries to failed jobs only.
  app.put(
    '/job-definition/:id/retries',
    {
      schema: {
        ...base,
        body: Type.Object({ retries: Type.Optional(Type.Integer()), dueDate: Type.Optional(DateIn) }),
      },
    },
    async ({ params, body: { retries, dueDate }, engine }, reply) => {
      if (retries === undefined) throw new RequestError(400, 'retries is null');
      checkJobRetries(retries);
      const filter = { now: engine.clock.now(), jobDefinitionId: params.id, noRetriesLeft: true };
      const input = dueDate === undefined ? { retries } : { retries, dueAt: dueDate };
      const by = await onJobDefinitionLogged(engine, params.id, [
        { type: 'SetJobRetries', entity: 'Job', changes: [{ property: 'retries', to: retries }] },
      ]);
      await inTransaction(by, async () => undefined);
      const ids = await jobList.ids(engine.store.reader, filter);
      await forAll(ids, (id) => setJobRetries(unlogged(engine), id, input));
      return reply.code(204).send();
    },
  );

  app.put(
    '/job-definition/:id/jobPriority',
    {
      schema: {
        ...base,
        body: Type.Object({ priority: Type.Optional(Type.Integer()), includeJobs: Type.Optional(Type.Boolean()) }),
      },
    },
    async ({ params, body: { priority = null, includeJobs = false }, engine }, reply) => {
      await setJobDefinitionPriority(engine, params.id, { priority, includeJobs });
      return reply.code(204).send();
    },
  );
};
