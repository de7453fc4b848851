import { Type } from 'typebox';
import { deploymentList } from '../../commands/lists.ts';
import { redeploy } from '../../commands/redeploy.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut, IdParams, TextList } from '../wire/schema.ts';
import { DeployedOut, writeDeployed } from './deployed-out.ts';

/** `/deployment/{id}/redeploy` and `/deployment/registered`. */
export const redeployment: Resource = (app, engine) => {
  const tags = ['Deployment'];
  app.post(
    '/deployment/:id/redeploy',
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({
          resourceIds: Type.Optional(TextList),
          resourceNames: Type.Optional(TextList),
          source: Type.Optional(Type.String()),
        }),
        response: { 200: DeployedOut, '4xx': ErrorOut },
      },
    },
    async (request) => writeDeployed(request, await redeploy(request.engine, request.params.id, request.body)),
  );

  // Every deployment is known to the one engine there is.
  app.get('/deployment/registered', { schema: { tags, response: { 200: Type.Array(Type.String()) } } }, async () =>
    (await deploymentList.list(engine.store.reader, {})).map(({ id }) => id),
  );
};
