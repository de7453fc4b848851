import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { instanceDeletion } from '../../commands/batches/instance-deletion.ts';
import type { EngineContext } from '../../commands/engine-context.ts';
import { historicInstanceList, instanceList } from '../../commands/lists.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { HistoricInstanceFilter } from '../history/process-instance.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, TextList } from '../wire/schema.ts';
import { InstanceFilter } from './process-instance.ts';

const Order = Type.Object({
  deleteReason: Type.Optional(Type.String()),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipSubprocesses: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
});
const common = { processInstanceIds: Type.Optional(TextList), ...Order.properties };

/** `/process-instance/delete`: ending many instances by a batch, chosen by id, by a query, or by a query of history. */
export const deleteProcessInstances: Resource = (app) => {
  const base = { tags: ['Process Instance'], response: { 200: BatchOut, '4xx': ErrorOut } };
  const begin = async (engine: EngineContext, ids: readonly string[], order: Static<typeof Order>) => {
    if (ids.length === 0) throw new RequestError(400, 'processInstanceIds is empty');
    const { deleteReason = null, skipCustomListeners, skipIoMappings, skipSubprocesses } = order;
    return writeBatch(
      await createBatch(engine, instanceDeletion, {
        ids,
        settings: { deleteReason, skips: { skipCustomListeners, skipIoMappings, skipSubprocesses } },
        operation: {
          type: 'Delete',
          entity: 'ProcessInstance',
          changes: [{ property: 'deleteReason', to: deleteReason }],
        },
      }),
    );
  };

  app.post(
    '/process-instance/delete',
    { schema: { ...base, body: Type.Object({ ...common, processInstanceQuery: queryIn(InstanceFilter) }) } },
    async ({ body: { processInstanceIds = [], processInstanceQuery, ...order }, engine }) => {
      const found = await idsFoundBy(engine, instanceList, processInstanceQuery);
      return begin(engine, [...processInstanceIds, ...found], order);
    },
  );

  app.post(
    '/process-instance/delete-historic-query-based',
    {
      schema: {
        ...base,
        body: Type.Object({ ...common, historicProcessInstanceQuery: queryIn(HistoricInstanceFilter) }),
      },
    },
    async ({ body: { processInstanceIds = [], historicProcessInstanceQuery, ...order }, engine }) => {
      const found = await idsFoundBy(engine, historicInstanceList, historicProcessInstanceQuery);
      return begin(engine, [...processInstanceIds, ...found], order);
    },
  );
};
