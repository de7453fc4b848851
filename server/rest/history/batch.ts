import { type Static, Type } from 'typebox';
import { deleteHistoricBatch } from '../../commands/batches/delete-historic-batch.ts';
import { type HistoricBatch, historicBatchList } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateOut,
  ErrorOut,
  Flag,
  IdParams,
  NoContent,
  NullableDate,
  NullableText,
  TextList,
  WordFlag,
} from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

export const HistoricBatchFilter = Type.Object({
  batchId: Type.String(),
  type: Type.String(),
  completed: WordFlag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  type: Type.String(),
  totalJobs: Type.Integer(),
  batchJobsPerSeed: Type.Integer(),
  invocationsPerBatchJob: Type.Integer(),
  seedJobDefinitionId: Type.String(),
  monitorJobDefinitionId: Type.String(),
  batchJobDefinitionId: Type.String(),
  tenantId: NullableText,
  createUserId: NullableText,
  startTime: DateOut,
  endTime: NullableDate,
  removalTime: NullableDate,
  executionStartTime: NullableDate,
});

function write(row: HistoricBatch): Static<typeof ItemOut> {
  return {
    id: row.id,
    type: row.type,
    totalJobs: row.totalJobs,
    batchJobsPerSeed: row.batchJobsPerSeed,
    invocationsPerBatchJob: row.invocationsPerBatchJob,
    seedJobDefinitionId: row.seedJobDefinitionId,
    monitorJobDefinitionId: row.monitorJobDefinitionId,
    batchJobDefinitionId: row.batchJobDefinitionId,
    tenantId: null,
    createUserId: row.createUserId,
    startTime: writeDate(row.startedAt),
    endTime: writeDate(row.endedAt),
    removalTime: writeDate(row.removalAt),
    executionStartTime: writeDate(row.executionStartedAt),
  };
}

/** `/history/batch`: batches that run or have run. */
export const historicBatch: Resource = (app, engine) => {
  const tags = ['Historic Batch'];
  listRoutes(app, engine, {
    path: '/history/batch',
    tag: 'Historic Batch',
    filter: HistoricBatchFilter,
    source: historicBatchList,
    item: ItemOut,
    write,
  });

  app.get(
    '/history/batch/:id',
    { schema: { tags, params: IdParams, response: { 200: ItemOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await historicBatchList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic batch with id '${id}' does not exist`);
      return write(found);
    },
  );

  app.delete(
    '/history/batch/:id',
    { schema: { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await deleteHistoricBatch(engine, params.id);
      return reply.code(204).send();
    },
  );
};
