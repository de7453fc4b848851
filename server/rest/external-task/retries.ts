import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { setExternalTaskRetriesBatch } from '../../commands/batches/set-external-task-retries.ts';
import type { EngineContext } from '../../commands/engine-context.ts';
import { externalTaskList } from '../../commands/lists.ts';
import { noteOperations, unlogged } from '../../commands/operations.ts';
import { checkExternalTaskRetries, setExternalTaskRetries } from '../../commands/set-external-task-retries.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { chosenInstances, InstanceChoice } from '../process-instance/chosen-instances.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { badRequest, RequestError } from '../wire/request-error.ts';
import { ErrorOut, NoContent, TextList } from '../wire/schema.ts';
import { ExternalTaskFilter } from './external-task.ts';

const Choice = Type.Object({
  ...InstanceChoice,
  externalTaskIds: Type.Optional(TextList),
  externalTaskQuery: queryIn(ExternalTaskFilter),
  retries: Type.Optional(Type.Integer()),
});

/** `/external-task/retries` and its twin by a batch: new tries for many tasks. */
export const externalTaskRetries: Resource = (app) => {
  const tags = ['External Task'];

  /** The named tasks, those that the query finds, and those of the chosen instances. */
  const chosenTasks = async (engine: EngineContext, body: Static<typeof Choice>): Promise<string[]> => {
    const instances = await chosenInstances(engine, body);
    const ofInstances =
      instances && instances.length > 0
        ? await externalTaskList.ids(engine.store.reader, { now: engine.clock.now(), processInstanceIdIn: instances })
        : [];
    const found = await idsFoundBy(engine, externalTaskList, body.externalTaskQuery);
    return [...new Set([...(body.externalTaskIds ?? []), ...found, ...ofInstances])];
  };

  app.put(
    '/external-task/retries',
    { schema: { tags, body: Choice, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ body, engine }, reply) => {
      const retries = checkExternalTaskRetries(body.retries);
      const ids = await chosenTasks(engine, body);
      if (ids.length === 0) throw badRequest('externalTaskIds is empty');
      const changes = [
        { property: 'nrOfInstances', to: ids.length },
        { property: 'async', to: false },
        { property: 'retries', to: retries },
      ];
      await noteOperations(engine, [{ type: 'SetExternalTaskRetries', entity: 'ExternalTask', changes }]);
      await Promise.all(ids.map((id) => setExternalTaskRetries(unlogged(engine), id, retries)));
      return reply.code(204).send();
    },
  );

  app.post(
    '/external-task/retries-async',
    { schema: { tags, body: Choice, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async ({ body, engine }) => {
      if (body.retries === undefined) throw new RequestError(400, 'The number of retries cannot be null.');
      const retries = checkExternalTaskRetries(body.retries);
      const ids = await chosenTasks(engine, body);
      if (ids.length === 0) throw new RequestError(400, 'externalTaskIds is empty');
      return writeBatch(
        await createBatch(engine, setExternalTaskRetriesBatch, {
          ids,
          settings: { retries },
          operation: {
            type: 'SetExternalTaskRetries',
            entity: 'ExternalTask',
            changes: [{ property: 'retries', to: retries }],
          },
        }),
      );
    },
  );
};
