import { Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { historicDecisionDeletion } from '../../commands/batches/historic-decision-deletion.ts';
import { historicDecisionList } from '../../commands/lists.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, TextList } from '../wire/schema.ts';
import { HistoricDecisionFilter } from './decision-instance.ts';

/** `/history/decision-instance/delete`: forgetting many evaluations by a batch. */
export const deleteHistoricDecisions: Resource = (app) => {
  app.post(
    '/history/decision-instance/delete',
    {
      schema: {
        tags: ['Historic Decision Instance'],
        body: Type.Object({
          historicDecisionInstanceIds: Type.Optional(TextList),
          historicDecisionInstanceQuery: queryIn(HistoricDecisionFilter),
          deleteReason: Type.Optional(Type.String()),
        }),
        response: { 200: BatchOut, '4xx': ErrorOut },
      },
    },
    async ({ body: { historicDecisionInstanceIds = [], historicDecisionInstanceQuery, deleteReason }, engine }) => {
      const found = await idsFoundBy(engine, historicDecisionList, historicDecisionInstanceQuery);
      const ids = [...historicDecisionInstanceIds, ...found];
      if (ids.length === 0) throw new RequestError(400, 'historicDecisionInstanceIds is empty');
      return writeBatch(
        await createBatch(engine, historicDecisionDeletion, {
          ids,
          settings: {},
          operation: {
            type: 'DeleteHistory',
            entity: 'DecisionInstance',
            changes: [{ property: 'deleteReason', to: deleteReason ?? null }],
          },
        }),
      );
    },
  );
};
