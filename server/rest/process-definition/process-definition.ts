import { Type } from 'typebox';
import { processDefinitionList } from '../../commands/lists.ts';
import { setHistoryTimeToLive } from '../../commands/set-history-time-to-live.ts';
import type { Resource } from '../rest-app.ts';
import { definitionRoutes } from '../wire/definition-routes.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, FindsEverything, Flag, TextList } from '../wire/schema.ts';
import { SPELLINGS } from './find-definition.ts';
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

/** `/process-definition`: what is deployed and its XML. */
export const processDefinition: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/process-definition',
    tag: 'Process Definition',
    filter: Filter,
    source: processDefinitionList,
    item: ProcessDefinitionOut,
    write: writeProcessDefinition,
  });

  definitionRoutes(app, engine, {
    tag: 'Process Definition',
    spellings: SPELLINGS,
    item: ProcessDefinitionOut,
    write: writeProcessDefinition,
    xmlMember: 'bpmn20Xml',
    setTimeToLive: (engine, row, days) => setHistoryTimeToLive(engine, 'process', row, days),
  });
};
