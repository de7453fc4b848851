import { equal, isNull, oneOf } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type DecisionDefinition, decisionDefinitionTable } from './decision-definition.ts';
import {
  type DefinitionFilter,
  definitionConditions,
  definitionSortings,
  withDeployment,
} from './definition-conditions.ts';
import { type RequirementsDefinition, requirementsDefinitionTable } from './requirements-definition.ts';

export interface DecisionDefinitionFilter extends DefinitionFilter {
  decisionDefinitionId?: string;
  decisionDefinitionIdIn?: readonly string[];
  decisionRequirementsDefinitionId?: string;
  decisionRequirementsDefinitionKey?: string;
  withoutDecisionRequirementsDefinition?: boolean;
}

/** Deployed decisions, every version. */
export const decisionDefinitionList = listQuery<DecisionDefinitionFilter, DecisionDefinition>({
  from: (knex) => withDeployment(knex, decisionDefinitionTable.name),
  columns: selectColumns(decisionDefinitionTable, 't'),
  conditions: {
    ...definitionConditions(decisionDefinitionTable.name),
    decisionDefinitionId: equal('t.id'),
    decisionDefinitionIdIn: oneOf('t.id'),
    decisionRequirementsDefinitionId: equal('t.requirements_id'),
    decisionRequirementsDefinitionKey: equal('t.requirements_key'),
    withoutDecisionRequirementsDefinition: isNull('t.requirements_id'),
  },
  sortings: {
    ...definitionSortings,
    versionTag: { nullable: 't.version_tag' },
    decisionRequirementsDefinitionKey: { nullable: 't.requirements_key' },
  },
  read: itemReader(decisionDefinitionTable),
});

export type RequirementsDefinitionFilter = Omit<
  DefinitionFilter,
  'versionTag' | 'versionTagLike' | 'withoutVersionTag'
> & {
  decisionRequirementsDefinitionId?: string;
  decisionRequirementsDefinitionIdIn?: readonly string[];
};

const { versionTag, versionTagLike, withoutVersionTag, ...untagged } = definitionConditions(
  requirementsDefinitionTable.name,
);

/** Deployed decision requirements diagrams, every version. */
export const requirementsDefinitionList = listQuery<RequirementsDefinitionFilter, RequirementsDefinition>({
  from: (knex) => withDeployment(knex, requirementsDefinitionTable.name),
  columns: selectColumns(requirementsDefinitionTable, 't'),
  conditions: {
    ...untagged,
    decisionRequirementsDefinitionId: equal('t.id'),
    decisionRequirementsDefinitionIdIn: oneOf('t.id'),
  },
  sortings: definitionSortings,
  read: itemReader(requirementsDefinitionTable),
});
