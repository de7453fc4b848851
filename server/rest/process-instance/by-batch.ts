import { Type } from 'typebox';
import { correlateMessageBatch } from '../../commands/batches/correlate-message.ts';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { setVariables } from '../../commands/batches/set-variables.ts';
import type { EngineContext } from '../../commands/engine-context.ts';
import { historicInstanceList, instanceList, jobList } from '../../commands/lists.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { HistoricInstanceFilter } from '../history/process-instance.ts';
import { createJobRetriesBatch } from '../job/retries-batch.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { badRequest, RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, TextList, VariablesIn } from '../wire/schema.ts';
import { readVariables } from '../wire/variables.ts';
import { chosenInstances, InstanceChoice } from './chosen-instances.ts';
import { InstanceFilter } from './process-instance.ts';

const Retries = {
  processInstances: Type.Optional(TextList),
  retries: Type.Optional(Type.Integer()),
  dueDate: Type.Optional(DateIn),
};

/** `/process-instance/…`: what is done to many instances by a batch: variables, messages, tries of their jobs. */
export const processInstancesByBatch: Resource = (app) => {
  const base = { tags: ['Process Instance'], response: { 200: BatchOut, '4xx': ErrorOut } };

  app.post(
    '/process-instance/variables-async',
    { schema: { ...base, body: Type.Object({ ...InstanceChoice, variables: Type.Optional(VariablesIn) }) } },
    async ({ body, engine }) => {
      if (body.variables === undefined) throw new RequestError(400, 'variables is null');
      const variables = readVariables(body.variables);
      if (Object.keys(variables).length === 0) throw badRequest('variables is empty');
      const chosen = await chosenInstances(engine, body);
      if (!chosen) throw new RequestError(400, 'No process instances found.');
      const ids = await instanceList.ids(engine.store.reader, { processInstanceIds: chosen });
      if (ids.length === 0) throw badRequest('processInstanceIds is empty');
      return writeBatch(
        await createBatch(engine, setVariables, {
          ids,
          settings: { variables },
          operation: { type: 'SetVariables', entity: 'ProcessInstance', changes: [countOf(variables)] },
        }),
      );
    },
  );

  app.post(
    '/process-instance/message-async',
    {
      schema: {
        ...base,
        body: Type.Object({
          ...InstanceChoice,
          messageName: Type.Optional(Type.String()),
          variables: Type.Optional(VariablesIn),
        }),
      },
    },
    async ({ body, engine }) => {
      const chosen = await chosenInstances(engine, body);
      if (!chosen) throw new RequestError(400, 'No process instances found.');
      if (chosen.length === 0) {
        throw badRequest('Process instance ids cannot be empty: Process instance ids is empty');
      }
      const settings = { messageName: body.messageName ?? null, variables: readVariables(body.variables) };
      return writeBatch(
        await createBatch(engine, correlateMessageBatch, {
          ids: chosen,
          settings,
          operation: {
            type: 'CorrelateMessage',
            entity: 'ProcessInstance',
            changes: [{ property: 'messageName', to: settings.messageName }, countOf(settings.variables)],
          },
        }),
      );
    },
  );

  const retryJobsOf = async (
    engine: EngineContext,
    instances: readonly string[],
    retries: number | undefined,
    dueDate: number | undefined,
  ) => {
    if (retries === undefined) throw new RequestError(400, 'retries is null');
    const ids =
      instances.length === 0
        ? []
        : await jobList.ids(engine.store.reader, { now: engine.clock.now(), processInstanceIds: instances });
    return createJobRetriesBatch(engine, ids, retries, dueDate);
  };

  app.post(
    '/process-instance/job-retries',
    { schema: { ...base, body: Type.Object({ ...Retries, processInstanceQuery: queryIn(InstanceFilter) }) } },
    async ({ body: { processInstances = [], processInstanceQuery, retries, dueDate }, engine }) => {
      const found = await idsFoundBy(engine, instanceList, processInstanceQuery);
      return retryJobsOf(engine, [...processInstances, ...found], retries, dueDate);
    },
  );

  app.post(
    '/process-instance/job-retries-historic-query-based',
    {
      schema: {
        ...base,
        body: Type.Object({ ...Retries, historicProcessInstanceQuery: queryIn(HistoricInstanceFilter) }),
      },
    },
    async ({ body: { processInstances = [], historicProcessInstanceQuery, retries, dueDate }, engine }) => {
      const found = await idsFoundBy(engine, historicInstanceList, historicProcessInstanceQuery);
      return retryJobsOf(engine, [...processInstances, ...found], retries, dueDate);
    },
  );
};

/** How the operation log counts variables. */
function countOf(variables: object) {
  return { property: 'nrOfVariables', to: Object.keys(variables).length };
}
