import { type Static, Type } from 'typebox';
import type { ProcessDefinition } from '../../store/definition/process-definition.ts';
import { NullableInteger, NullableText } from '../wire/schema.ts';

export const ProcessDefinitionOut = Type.Object({
  id: Type.String(),
  key: Type.String(),
  category: NullableText,
  description: NullableText,
  name: NullableText,
  version: Type.Integer(),
  resource: Type.String(),
  deploymentId: Type.String(),
  diagram: NullableText,
  suspended: Type.Boolean(),
  tenantId: NullableText,
  versionTag: NullableText,
  historyTimeToLive: NullableInteger,
  startableInTasklist: Type.Boolean(),
});

export function writeProcessDefinition(definition: ProcessDefinition): Static<typeof ProcessDefinitionOut> {
  return {
    id: definition.id,
    key: definition.key,
    category: definition.category,
    description: definition.description,
    name: definition.name,
    version: definition.version,
    resource: definition.resource,
    deploymentId: definition.deploymentId,
    diagram: null,
    suspended: definition.suspended,
    tenantId: null,
    versionTag: definition.versionTag,
    historyTimeToLive: definition.historyTimeToLive,
    startableInTasklist: definition.startableInTasklist,
  };
}
