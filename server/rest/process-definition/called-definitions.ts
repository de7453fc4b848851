import { Type } from 'typebox';
import { readCalledDefinitions } from '../../commands/read-called-definitions.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut, IdParams } from '../wire/schema.ts';
import { ProcessDefinitionOut, writeProcessDefinition } from './process-definition-out.ts';

const CalledOut = Type.Object({
  ...ProcessDefinitionOut.properties,
  calledFromActivityIds: Type.Array(Type.String()),
  callingProcessDefinitionId: Type.String(),
});

/** `/process-definition/{id}/static-called-process-definitions`: what its call activities call, where the diagram says so. */
export const calledDefinitions: Resource = (app, engine) => {
  app.get(
    '/process-definition/:id/static-called-process-definitions',
    {
      schema: {
        tags: ['Process Definition'],
        params: IdParams,
        response: { 200: Type.Array(CalledOut), '4xx': ErrorOut },
      },
    },
    async ({ params: { id } }) =>
      (await readCalledDefinitions(engine, id)).map(({ definition, activityIds }) => ({
        ...writeProcessDefinition(definition),
        calledFromActivityIds: activityIds,
        callingProcessDefinitionId: id,
      })),
  );
};
