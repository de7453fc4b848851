import type { HistoricDecision } from '../../engine/changes.ts';
import { compare, equal, isNull, like, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { historicDecisionTable } from './decision.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface HistoricDecisionFilter {
  decisionInstanceId?: string;
  decisionInstanceIdIn?: readonly string[];
  decisionDefinitionId?: string;
  decisionDefinitionIdIn?: readonly string[];
  decisionDefinitionKey?: string;
  decisionDefinitionKeyIn?: readonly string[];
  decisionDefinitionName?: string;
  decisionDefinitionNameLike?: string;
  decisionRequirementsDefinitionId?: string;
  decisionRequirementsDefinitionKey?: string;
  rootDecisionInstanceId?: string;
  rootDecisionInstancesOnly?: boolean;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processInstanceId?: string;
  activityIdIn?: readonly string[];
  activityInstanceIdIn?: readonly string[];
  evaluatedBefore?: number;
  evaluatedAfter?: number;
  userId?: string;
}

export type HistoricDecisionItem = HistoricDecision & DefinitionFacts & RemovalFact;

/** Evaluated decisions with what went in, what came out and the rows that matched. */
export const historicDecisionList = listQuery<HistoricDecisionFilter, HistoricDecisionItem>({
  from: (knex) => withRemoval(withDefinition(knex, historicDecisionTable.name)),
  columns: [...selectColumns(historicDecisionTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    decisionInstanceId: equal('t.id'),
    decisionInstanceIdIn: oneOf('t.id'),
    decisionDefinitionId: equal('t.decision_definition_id'),
    decisionDefinitionIdIn: oneOf('t.decision_definition_id'),
    decisionDefinitionKey: equal('t.decision_definition_key'),
    decisionDefinitionKeyIn: oneOf('t.decision_definition_key'),
    decisionDefinitionName: equal('t.decision_definition_name'),
    decisionDefinitionNameLike: like('t.decision_definition_name'),
    decisionRequirementsDefinitionId: equal('t.decision_requirements_definition_id'),
    decisionRequirementsDefinitionKey: equal('t.decision_requirements_definition_key'),
    rootDecisionInstanceId: (query, id) =>
      query.where((either) => either.where('t.id', id).orWhere('t.root_decision_instance_id', id)),
    rootDecisionInstancesOnly: isNull('t.root_decision_instance_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    processInstanceId: equal('t.instance_id'),
    activityIdIn: oneOf('t.activity_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    evaluatedBefore: compare('t.at', '<='),
    evaluatedAfter: compare('t.at', '>='),
    userId: equal('t.user_id'),
  },
  sortings: { evaluationTime: 't.at' },
  read: itemReader(historicDecisionTable),
});
