import { Type } from 'typebox';
import { historicActivityStatistics, historicDecisionStatistics } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, IdParams, TextList } from '../wire/schema.ts';

const optional = Type.Optional;
const ActivityQuery = Type.Object({
  canceled: optional(Type.Boolean()),
  finished: optional(Type.Boolean()),
  completeScope: optional(Type.Boolean()),
  incidents: optional(Type.Boolean()),
  startedAfter: optional(DateIn),
  startedBefore: optional(DateIn),
  finishedAfter: optional(DateIn),
  finishedBefore: optional(DateIn),
  processInstanceIdIn: optional(TextList),
  sortBy: optional(Type.String()),
  sortOrder: optional(Type.Unsafe<'asc' | 'desc'>({ type: 'string', enum: ['asc', 'desc'] })),
});

const ActivityOut = Type.Object({
  id: Type.String(),
  instances: Type.Integer(),
  canceled: Type.Integer(),
  finished: Type.Integer(),
  completeScope: Type.Integer(),
  openIncidents: Type.Integer(),
  resolvedIncidents: Type.Integer(),
  deletedIncidents: Type.Integer(),
});

/** `/history/process-definition/{id}/statistics` and `/history/decision-requirements-definition/{id}/statistics`. */
export const historicStatistics: Resource = (app, engine) => {
  app.get(
    '/history/process-definition/:id/statistics',
    {
      schema: {
        tags: ['Historic Process Definition'],
        params: IdParams,
        querystring: ActivityQuery,
        response: { 200: Type.Array(ActivityOut), '4xx': ErrorOut },
      },
    },
    async ({ params, query: { sortBy, sortOrder, ...filter } }) => {
      if ((sortBy === undefined) !== (sortOrder === undefined)) {
        throw new RequestError(400, 'Only a single sorting parameter specified. sortBy and sortOrder required');
      }
      if (sortBy !== undefined && sortBy !== 'activityId') {
        throw new RequestError(400, `Cannot set query parameter 'sortBy' to value '${sortBy}'`);
      }
      const rows = await historicActivityStatistics(engine.store.reader, params.id, filter);
      return sortOrder === 'desc' ? rows.reverse() : rows;
    },
  );

  app.get(
    '/history/decision-requirements-definition/:id/statistics',
    {
      schema: {
        tags: ['Historic Decision Requirements Definition'],
        params: IdParams,
        querystring: Type.Object({ decisionInstanceId: optional(Type.String()) }),
        response: {
          200: Type.Array(Type.Object({ decisionDefinitionKey: Type.String(), evaluations: Type.Integer() })),
          '4xx': ErrorOut,
        },
      },
    },
    ({ params, query }) => historicDecisionStatistics(engine.store.reader, params.id, query),
  );
};
