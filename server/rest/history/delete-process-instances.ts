import { Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { historicInstanceDeletion } from '../../commands/batches/historic-instance-deletion.ts';
import { historicInstanceList } from '../../commands/lists.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, TextList } from '../wire/schema.ts';
import { HistoricInstanceFilter } from './process-instance.ts';

/** `/history/process-instance/delete`: forgetting many finished instances by a batch. */
export const deleteHistoricProcessInstances: Resource = (app) => {
  app.post(
    '/history/process-instance/delete',
    {
      schema: {
        tags: ['Historic Process Instance'],
        body: Type.Object({
          historicProcessInstanceIds: Type.Optional(TextList),
          historicProcessInstanceQuery: queryIn(HistoricInstanceFilter),
          deleteReason: Type.Optional(Type.String()),
          failIfNotExists: Type.Optional(Type.Boolean()),
        }),
        response: { 200: BatchOut, '4xx': ErrorOut },
      },
    },
    async ({
      body: { historicProcessInstanceIds = [], historicProcessInstanceQuery, failIfNotExists = false, deleteReason },
      engine,
    }) => {
      const found = await idsFoundBy(engine, historicInstanceList, historicProcessInstanceQuery);
      const ids = [...historicProcessInstanceIds, ...found];
      if (ids.length === 0) throw new RequestError(400, 'historicProcessInstanceIds is empty');
      return writeBatch(
        await createBatch(engine, historicInstanceDeletion, {
          ids,
          settings: { failIfNotExists },
          operation: {
            type: 'DeleteHistory',
            entity: 'ProcessInstance',
            changes: [{ property: 'deleteReason', to: deleteReason ?? null }],
          },
        }),
      );
    },
  );
};
