import { type Static, Type } from 'typebox';
import { requirementsDefinitionList } from '../commands/lists.ts';
import type { RequirementsDefinition } from '../store/definition/requirements-definition.ts';
import type { Resource } from './rest-app.ts';
import { definitionRoutes } from './wire/definition-routes.ts';
import { definitionSpellings } from './wire/definition-spellings.ts';
import { listRoutes } from './wire/list-routes.ts';
import { DateIn, FindsEverything, Flag, NullableText, TextList } from './wire/schema.ts';

const Filter = Type.Object({
  decisionRequirementsDefinitionId: Type.String(),
  decisionRequirementsDefinitionIdIn: TextList,
  name: Type.String(),
  nameLike: Type.String(),
  deploymentId: Type.String(),
  deployedAfter: DateIn,
  deployedAt: DateIn,
  key: Type.String(),
  keyLike: Type.String(),
  category: Type.String(),
  categoryLike: Type.String(),
  version: Type.Integer(),
  latestVersion: Flag,
  resourceName: Type.String(),
  resourceNameLike: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeDecisionRequirementsDefinitionsWithoutTenantId: FindsEverything,
});

export const RequirementsDefinitionOut = Type.Object({
  id: Type.String(),
  key: Type.String(),
  category: NullableText,
  name: NullableText,
  version: Type.Integer(),
  resource: Type.String(),
  deploymentId: Type.String(),
  tenantId: NullableText,
});

export function writeRequirementsDefinition(row: RequirementsDefinition): Static<typeof RequirementsDefinitionOut> {
  const { id, key, category, name, version, resource, deploymentId } = row;
  return { id, key, category, name, version, resource, deploymentId, tenantId: null };
}

const SPELLINGS = definitionSpellings<RequirementsDefinition>({
  path: '/decision-requirements-definition',
  called: 'decision requirements definition',
  rows: (engine) => engine.definitions.requirements,
  unknownId: (id) =>
    `no deployed decision requirements definition found with id '${id}': decisionRequirementsDefinition is null`,
});

/** `/decision-requirements-definition`: the diagrams that tie several decisions together, and their XML. */
export const decisionRequirementsDefinition: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/decision-requirements-definition',
    tag: 'Decision Requirements Definition',
    filter: Filter,
    source: requirementsDefinitionList,
    item: RequirementsDefinitionOut,
    write: writeRequirementsDefinition,
  });

  definitionRoutes(app, engine, {
    tag: 'Decision Requirements Definition',
    spellings: SPELLINGS,
    item: RequirementsDefinitionOut,
    write: writeRequirementsDefinition,
    xmlMember: 'dmnXml',
  });
};
