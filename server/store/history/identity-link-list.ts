import type { HistoricIdentityLink } from '../../engine/changes.ts';
import { compare, equal, ofDefinitionKeys } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { historicIdentityLinkTable } from './identity-link.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface IdentityLinkLogFilter {
  dateBefore?: number;
  dateAfter?: number;
  type?: string;
  userId?: string;
  groupId?: string;
  taskId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  operationType?: string;
  assignerId?: string;
}

/** Who came to have to do with which task, and who ceased to. */
export const identityLinkLogList = listQuery<
  IdentityLinkLogFilter,
  HistoricIdentityLink & DefinitionFacts & RemovalFact
>({
  from: (knex) => withRemoval(withDefinition(knex, historicIdentityLinkTable.name)),
  columns: [...selectColumns(historicIdentityLinkTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    dateBefore: compare('t.at', '<='),
    dateAfter: compare('t.at', '>='),
    type: equal('t.type'),
    userId: equal('t.user_id'),
    groupId: equal('t.group_id'),
    taskId: equal('t.task_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    operationType: equal('t.operation'),
    assignerId: equal('t.assigner_id'),
  },
  sortings: {
    time: 't.at',
    type: 't.type',
    userId: { nullable: 't.user_id' },
    groupId: { nullable: 't.group_id' },
    taskId: 't.task_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    operationType: 't.operation',
    assignerId: { nullable: 't.assigner_id' },
  },
  read: itemReader(historicIdentityLinkTable),
});
