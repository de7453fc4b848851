import { type Static, Type } from 'typebox';
import { requirementsDefinitionList } from '../commands/lists.ts';
import { readResourceText } from '../commands/read-resource-text.ts';
import type { RequirementsDefinition } from '../store/definition/requirements-definition.ts';
import type { Resource } from './rest-app.ts';
import { DefinitionParams, definitionSpellings } from './wire/definition-spellings.ts';
import { listRoutes } from './wire/list-routes.ts';
import { DateIn, ErrorOut, FindsEverything, Flag, NoContent, NullableText, TextList } from './wire/schema.ts';

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
  const tags = ['Decision Requirements Definition'];
  const params = DefinitionParams;
  listRoutes(app, engine, {
    path: '/decision-requirements-definition',
    tag: 'Decision Requirements Definition',
    filter: Filter,
    source: requirementsDefinitionList,
    item: RequirementsDefinitionOut,
    write: writeRequirementsDefinition,
  });

  for (const { prefix, find } of SPELLINGS) {
    app.get(
      prefix,
      { schema: { tags, params, response: { 200: RequirementsDefinitionOut, '4xx': ErrorOut } } },
      async ({ params }) => writeRequirementsDefinition(find(engine, params)),
    );

    const Xml = Type.Object({ id: Type.String(), dmnXml: Type.String() });
    app.get(
      `${prefix}/xml`,
      { schema: { tags, params, response: { 200: Xml, '4xx': ErrorOut } } },
      async ({ params }) => {
        const { id, deploymentId, resource } = find(engine, params);
        return { id, dmnXml: await readResourceText(engine.store.reader, deploymentId, resource) };
      },
    );

    app.get(
      `${prefix}/diagram`,
      { schema: { tags, params, response: { 204: NoContent, '4xx': ErrorOut } } },
      async ({ params }, reply) => {
        find(engine, params);
        return reply.code(204).send();
      },
    );
  }
};
