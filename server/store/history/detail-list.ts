import type { Knex } from 'knex';
import type { HistoricDetail } from '../../engine/changes.ts';
import { compare, equal, flagged, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { selectColumns } from '../table.ts';
import { historicDetailTable } from './detail.ts';
import { type RemovalFact, removalColumn } from './removal.ts';
import { readTypedItem } from './typed-item.ts';
import { withLargeValue } from './variable-list.ts';

export interface HistoricDetailFilter {
  detailId?: string;
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  executionId?: string;
  activityInstanceId?: string;
  activityInstanceIdIn?: readonly string[];
  taskId?: string;
  variableInstanceId?: string;
  variableInstanceIdIn?: readonly string[];
  variableTypeIn?: readonly string[];
  variableNameLike?: string;
  variableUpdates?: boolean;
  formFields?: boolean;
  initial?: boolean;
  occurredBefore?: number;
  occurredAfter?: number;
  userOperationId?: string;
}

export type HistoricDetailItem = HistoricDetail & DefinitionFacts & RemovalFact;

/** Every write of every variable, and every field of every submitted form. */
export const historicDetailList = listQuery<HistoricDetailFilter, HistoricDetailItem>({
  from: (knex) => withLargeValue(knex, historicDetailTable.name),
  columns: [...selectColumns(historicDetailTable, 't'), ...definitionColumns, 'l.text as largeText', removalColumn],
  conditions: {
    detailId: equal('t.id'),
    processInstanceId: equal('t.instance_id'),
    processInstanceIdIn: oneOf('t.instance_id'),
    executionId: equal('t.execution_id'),
    activityInstanceId: equal('t.activity_instance_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    taskId: equal('t.task_id'),
    variableInstanceId: (query, id) => ofVariables(query, [id]),
    variableInstanceIdIn: (query, ids) => ofVariables(query, ids),
    variableTypeIn: oneOf('t.type'),
    variableNameLike: (query, pattern) => query.whereRaw('t.name like ? escape ?', [pattern, '\\']),
    variableUpdates: flagged('t.kind', 'variableUpdate'),
    formFields: flagged('t.kind', 'formField'),
    initial: flagged('t.initial', true),
    occurredBefore: compare('t.at', '<='),
    occurredAfter: compare('t.at', '>='),
    userOperationId: equal('t.user_operation_id'),
  },
  sortings: {
    processInstanceId: 't.instance_id',
    variableName: 't.name',
    variableType: 't.type',
    variableRevision: 't.revision',
    formPropertyId: 't.name',
    time: 't.at',
    occurrence: 't.id',
  },
  read: (answer) => readTypedItem<HistoricDetailItem>(historicDetailTable, answer),
});

/** Details are indexed by instance: the variables' instances are looked up first. */
function ofVariables(query: Knex.QueryBuilder, ids: readonly string[]): void {
  query.whereIn('t.variable_id', [...ids]).whereIn('t.instance_id', (instances: Knex.QueryBuilder) =>
    instances
      .from('history_variable')
      .select('instance_id')
      .whereIn('id', [...ids]),
  );
}
