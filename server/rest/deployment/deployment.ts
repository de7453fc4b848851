import { Type } from 'typebox';
import { deleteDeployment } from '../../commands/delete-deployment.ts';
import { deploymentList, resourceBytes, resourcesOf } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { disposition } from '../wire/file-reply.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, FindsEverything, Flag, IdParams, NoContent, TextList } from '../wire/schema.ts';
import { DeploymentOut, writeDeployment } from './deployment-out.ts';

const Filter = Type.Object({
  id: Type.String(),
  name: Type.String(),
  nameLike: Type.String(),
  source: Type.String(),
  withoutSource: Flag,
  before: DateIn,
  after: DateIn,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeDeploymentsWithoutTenantId: FindsEverything,
});

const ResourceOut = Type.Object({ id: Type.String(), name: Type.String(), deploymentId: Type.String() });
const ResourceParams = Type.Object({ id: Type.String(), resourceId: Type.String() });

/** `/deployment`: what was deployed together, and its files as they came. */
export const deployment: Resource = (app, engine) => {
  const tags = ['Deployment'];
  const { reader } = engine.store;
  listRoutes(app, engine, {
    path: '/deployment',
    tag: 'Deployment',
    filter: Filter,
    source: deploymentList,
    item: DeploymentOut,
    write: writeDeployment,
  });

  app.get(
    '/deployment/:id',
    { schema: { tags, params: IdParams, response: { 200: DeploymentOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await deploymentList.find(reader, id);
      if (!found) throw new RequestError(404, `Deployment with id '${id}' does not exist`);
      return writeDeployment(found);
    },
  );

  app.delete(
    '/deployment/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({
          cascade: Type.Optional(Type.Boolean()),
          skipCustomListeners: Type.Optional(Type.Boolean()),
          skipIoMappings: Type.Optional(Type.Boolean()),
        }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ engine, params: { id }, query: { cascade = false, ...skips } }, reply) => {
      await deleteDeployment(engine, id, { cascade, ...skips });
      return reply.code(204).send();
    },
  );

  const resources = async (id: string) => {
    const found = await resourcesOf(reader, id);
    if (found.length === 0) throw new RequestError(404, `Deployment resources for deployment id '${id}' do not exist.`);
    return found;
  };
  const resource = async (id: string, resourceId: string) => {
    const found = (await resourcesOf(reader, id)).find((each) => each.id === resourceId);
    if (!found) {
      throw new RequestError(
        404,
        `Deployment resource with resource id '${resourceId}' for deployment id '${id}' does not exist.`,
      );
    }
    return { id: found.id, name: found.name, deploymentId: id };
  };

  app.get(
    '/deployment/:id/resources',
    { schema: { tags, params: IdParams, response: { 200: Type.Array(ResourceOut), '4xx': ErrorOut } } },
    async ({ params: { id } }) =>
      (await resources(id)).map((each) => ({ id: each.id, name: each.name, deploymentId: id })),
  );

  app.get(
    '/deployment/:id/resources/:resourceId',
    { schema: { tags, params: ResourceParams, response: { 200: ResourceOut, '4xx': ErrorOut } } },
    ({ params }) => resource(params.id, params.resourceId),
  );

  app.get(
    '/deployment/:id/resources/:resourceId/data',
    { schema: { tags, params: ResourceParams } },
    async ({ params }, reply) => {
      const { name } = await resource(params.id, params.resourceId);
      const bytes = await resourceBytes(reader, params.id, name);
      // Never a type that a browser would run: a model comes from whoever deployed it.
      const type = /\.(bpmn|dmn|xml)$/.test(name) ? 'application/xml' : 'application/octet-stream';
      return reply.type(type).header('content-disposition', disposition(name)).send(Buffer.from(bytes));
    },
  );
};
