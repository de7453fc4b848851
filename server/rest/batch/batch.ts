import { Type } from 'typebox';
import { deleteBatch } from '../../commands/batches/delete-batch.ts';
import { suspendBatch } from '../../commands/batches/suspend-batch.ts';
import { batchList, batchStatistics } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, Flag, IdParams, NoContent, TextList, WordFlag } from '../wire/schema.ts';
import { BatchOut, writeBatch } from './batch-out.ts';

const Filter = Type.Object({
  batchId: Type.String(),
  type: Type.String(),
  suspended: WordFlag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const StatisticsFilter = Type.Object({
  ...Filter.properties,
  createdBy: Type.String(),
  startedBefore: DateIn,
  startedAfter: DateIn,
  withFailures: Flag,
  withoutFailures: Flag,
});

const StatisticsOut = Type.Object({
  ...BatchOut.properties,
  remainingJobs: Type.Integer(),
  completedJobs: Type.Integer(),
  failedJobs: Type.Integer(),
});

/** `/batch`: what is being done to many things, and how far it is. */
export const batch: Resource = (app, engine) => {
  const tags = ['Batch'];
  const base = { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } };

  listRoutes(app, engine, {
    path: '/batch',
    tag: 'Batch',
    filter: Filter,
    source: batchList,
    item: BatchOut,
    write: writeBatch,
  });

  listRoutes(app, engine, {
    path: '/batch/statistics',
    tag: 'Batch',
    filter: StatisticsFilter,
    source: batchStatistics,
    item: StatisticsOut,
    write: (row) => {
      const completedJobs = row.jobsCreated - row.jobsLeft;
      const remainingJobs = row.totalJobs - completedJobs;
      return { ...writeBatch(row), remainingJobs, completedJobs, failedJobs: row.failedJobs };
    },
  });

  app.get(
    '/batch/:id',
    { schema: { tags, params: IdParams, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await batchList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Batch with id '${id}' does not exist`);
      return writeBatch(found);
    },
  );

  app.put(
    '/batch/:id/suspended',
    { schema: { ...base, body: Type.Object({ suspended: Type.Optional(Type.Boolean()) }) } },
    async ({ params, body, engine }, reply) => {
      await suspendBatch(engine, params.id, body.suspended ?? false);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/batch/:id',
    { schema: { ...base, querystring: Type.Object({ cascade: Type.Optional(Type.Boolean()) }) } },
    async ({ params, query, engine }, reply) => {
      await deleteBatch(engine, params.id, query.cascade ?? false);
      return reply.code(204).send();
    },
  );
};
