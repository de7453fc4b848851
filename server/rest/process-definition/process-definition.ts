import { Type } from 'typebox';
import { processDefinitionList } from '../../commands/lists.ts';
import { readResourceText } from '../../commands/read-resource-text.ts';
import { setHistoryTimeToLive } from '../../commands/set-history-time-to-live.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, ErrorOut, FindsEverything, Flag, NoContent, TextList } from '../wire/schema.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';
import { ProcessDefinitionOut, writeProcessDefinition } from './process-definition-out.ts';

const Filter = Type.Object({
  processDefinitionId: Type.String(),
  processDefinitionIdIn: TextList,
  name: Type.String(),
  nameLike: Type.String(),
  deploymentId: Type.String(),
  deployedAfter: DateIn,
  deployedAt: DateIn,
  key: Type.String(),
  keysIn: TextList,
  keyLike: Type.String(),
  category: Type.String(),
  categoryLike: Type.String(),
  version: Type.Integer(),
  latestVersion: Flag,
  resourceName: Type.String(),
  resourceNameLike: Type.String(),
  active: Flag,
  suspended: Flag,
  incidentId: Type.String(),
  incidentType: Type.String(),
  incidentMessage: Type.String(),
  incidentMessageLike: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeProcessDefinitionsWithoutTenantId: FindsEverything,
  startablePermissionCheck: FindsEverything,
  versionTag: Type.String(),
  versionTagLike: Type.String(),
  withoutVersionTag: Flag,
  startableInTasklist: Flag,
  notStartableInTasklist: Flag,
});

const TimeToLive = Type.Object({ historyTimeToLive: Type.Optional(Type.Integer()) });

/** `/process-definition`: what is deployed and its XML. */
export const processDefinition: Resource = (app, engine) => {
  const tags = ['Process Definition'];
  listRoutes(app, engine, {
    path: '/process-definition',
    tag: 'Process Definition',
    filter: Filter,
    source: processDefinitionList,
    item: ProcessDefinitionOut,
    write: writeProcessDefinition,
  });

  for (const { prefix, find } of SPELLINGS) {
    app.get(
      prefix,
      { schema: { tags, params: DefinitionParams, response: { 200: ProcessDefinitionOut, '4xx': ErrorOut } } },
      async ({ params }) => writeProcessDefinition(find(engine, params)),
    );

    app.get(
      `${prefix}/xml`,
      {
        schema: {
          tags,
          params: DefinitionParams,
          response: { 200: Type.Object({ id: Type.String(), bpmn20Xml: Type.String() }), '4xx': ErrorOut },
        },
      },
      async ({ params }) => {
        const { id, deploymentId, resource } = find(engine, params);
        return { id, bpmn20Xml: await readResourceText(engine.store.reader, deploymentId, resource) };
      },
    );

    // Diagrams are drawn from the XML; no picture is deployed with it.
    app.get(
      `${prefix}/diagram`,
      { schema: { tags, params: DefinitionParams, response: { 204: NoContent, '4xx': ErrorOut } } },
      async ({ params }, reply) => {
        find(engine, params);
        return reply.code(204).send();
      },
    );

    app.put(
      `${prefix}/history-time-to-live`,
      { schema: { tags, params: DefinitionParams, body: TimeToLive, response: { 204: NoContent, '4xx': ErrorOut } } },
      async ({ params, body, engine }, reply) => {
        await setHistoryTimeToLive(engine, 'process', find(engine, params), body.historyTimeToLive ?? null);
        return reply.code(204).send();
      },
    );
  }
};
