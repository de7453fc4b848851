import { type Static, Type } from 'typebox';
import { decisionDefinitionList } from '../../commands/lists.ts';
import { setHistoryTimeToLive } from '../../commands/set-history-time-to-live.ts';
import type { DecisionDefinition } from '../../store/definition/decision-definition.ts';
import type { Resource } from '../rest-app.ts';
import { definitionRoutes } from '../wire/definition-routes.ts';
import { definitionSpellings } from '../wire/definition-spellings.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, FindsEverything, Flag, NullableInteger, NullableText, TextList } from '../wire/schema.ts';

const Filter = Type.Object({
  decisionDefinitionId: Type.String(),
  decisionDefinitionIdIn: TextList,
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
  decisionRequirementsDefinitionId: Type.String(),
  decisionRequirementsDefinitionKey: Type.String(),
  withoutDecisionRequirementsDefinition: Flag,
  versionTag: Type.String(),
  versionTagLike: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeDecisionDefinitionsWithoutTenantId: FindsEverything,
});

export const DecisionDefinitionOut = Type.Object({
  id: Type.String(),
  key: Type.String(),
  category: NullableText,
  name: NullableText,
  version: Type.Integer(),
  resource: Type.String(),
  deploymentId: Type.String(),
  tenantId: NullableText,
  decisionRequirementsDefinitionId: NullableText,
  decisionRequirementsDefinitionKey: NullableText,
  historyTimeToLive: NullableInteger,
  versionTag: NullableText,
});

export function writeDecisionDefinition(row: DecisionDefinition): Static<typeof DecisionDefinitionOut> {
  return {
    id: row.id,
    key: row.key,
    category: row.category,
    name: row.name,
    version: row.version,
    resource: row.resource,
    deploymentId: row.deploymentId,
    tenantId: null,
    decisionRequirementsDefinitionId: row.requirementsId,
    decisionRequirementsDefinitionKey: row.requirementsKey,
    historyTimeToLive: row.historyTimeToLive,
    versionTag: row.versionTag,
  };
}

/** How a decision is named in a URL. */
export const DECISION_SPELLINGS = definitionSpellings<DecisionDefinition>({
  path: '/decision-definition',
  called: 'decision definition',
  rows: (engine) => engine.definitions.decisions,
  unknownId: (id) => `no deployed decision definition found with id '${id}': decisionDefinition is null`,
});

/** `/decision-definition`: the decisions that are deployed, and their XML. */
export const decisionDefinition: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/decision-definition',
    tag: 'Decision Definition',
    filter: Filter,
    source: decisionDefinitionList,
    item: DecisionDefinitionOut,
    write: writeDecisionDefinition,
  });

  definitionRoutes(app, engine, {
    tag: 'Decision Definition',
    spellings: DECISION_SPELLINGS,
    item: DecisionDefinitionOut,
    write: writeDecisionDefinition,
    xmlMember: 'dmnXml',
    setTimeToLive: (engine, row, days) => setHistoryTimeToLive(engine, 'decision', row, days),
  });
};
