import { Type } from 'typebox';
import { activityStatistics, processDefinitionStatistics } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut } from '../wire/schema.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';
import { ProcessDefinitionOut, writeProcessDefinition } from './process-definition-out.ts';

const StatisticsOut = Type.Object({
  id: Type.String(),
  instances: Type.Integer(),
  failedJobs: Type.Integer(),
  incidents: Type.Array(Type.Object({ incidentType: Type.String(), incidentCount: Type.Integer() })),
  definition: Type.Optional(ProcessDefinitionOut),
});

const Query = Type.Object({
  failedJobs: Type.Optional(Type.Boolean()),
  incidents: Type.Optional(Type.Boolean()),
  incidentsForType: Type.Optional(Type.String()),
  rootIncidents: Type.Optional(Type.Boolean()),
});

/** `/process-definition/statistics`: how many instances run, how many jobs failed, which incidents are open, per definition and per element. */
export const definitionStatistics: Resource = (app, engine) => {
  app.get(
    '/process-definition/statistics',
    {
      schema: {
        tags: ['Process Definition'],
        querystring: Query,
        response: { 200: Type.Array(StatisticsOut), '4xx': ErrorOut },
      },
    },
    async ({ query }) => {
      const rows = await processDefinitionStatistics(engine.store.reader, query);
      return rows.map(({ definition, ...row }) => ({ ...row, definition: writeProcessDefinition(definition) }));
    },
  );

  for (const { prefix, find } of SPELLINGS) {
    app.get(
      `${prefix}/statistics`,
      {
        schema: {
          tags: ['Process Definition'],
          params: DefinitionParams,
          querystring: Query,
          response: { 200: Type.Array(StatisticsOut), '4xx': ErrorOut },
        },
      },
      ({ params, query }) => activityStatistics(engine.store.reader, find(engine, params).id, query),
    );
  }
};
