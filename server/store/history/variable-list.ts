import type { Knex } from 'knex';
import type { HistoricVariable } from '../../engine/changes.ts';
import { equal, like, ofDefinitionKeys, oneOf, qualifier } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { selectColumns } from '../table.ts';
import { type VariableCase, type VariableFilter, whereValue } from '../variable-filter.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';
import { readTypedItem } from './typed-item.ts';
import { historicVariableTable } from './variable.ts';

export interface HistoricVariableFilter extends VariableCase {
  variableInstanceId?: string;
  variableInstanceIdIn?: readonly string[];
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  processDefinitionId?: string;
  processDefinitionKey?: string;
  variableName?: string;
  variableNameIn?: readonly string[];
  variableNameLike?: string;
  /** Counts only together with `variableName`. */
  variableValue?: VariableFilter['value'];
  variableTypeIn?: readonly string[];
  executionIdIn?: readonly string[];
  activityInstanceIdIn?: readonly string[];
  taskIdIn?: readonly string[];
  /** Leaves out deleted variables unless it is true. */
  includeDeleted?: boolean;
}

export type HistoricVariableItem = HistoricVariable & DefinitionFacts & RemovalFact;

/** A variable table as `t`, its definition as `d`, its large text as `l`. */
export function withLargeValue(knex: Knex, tableName: string): Knex.QueryBuilder {
  return withRemoval(withDefinition(knex, tableName)).leftJoin(
    { l: 'history_large_value' },
    'l.id',
    't.large_value_id',
  );
}

export const variableColumns: readonly string[] = [
  ...selectColumns(historicVariableTable, 't'),
  ...definitionColumns,
  'l.text as largeText',
  removalColumn,
];

/** The last value of every variable. */
export const historicVariableList = listQuery<HistoricVariableFilter, HistoricVariableItem>({
  from: (knex) => withLargeValue(knex, historicVariableTable.name),
  columns: variableColumns,
  conditions: {
    variableInstanceId: equal('t.id'),
    variableInstanceIdIn: oneOf('t.id'),
    processInstanceId: equal('t.instance_id'),
    processInstanceIdIn: oneOf('t.instance_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    variableName: (query, name, { variableNamesIgnoreCase }) =>
      variableNamesIgnoreCase ? query.whereRaw('lower(t.name) = ?', [name.toLowerCase()]) : query.where('t.name', name),
    variableNameIn: oneOf('t.name'),
    variableNameLike: like('t.name'),
    variableValue: (query, value, filter) =>
      query.whereIn('t.id', (ids: Knex.QueryBuilder) => {
        ids.from(historicVariableTable.name).select('id');
        if (filter.variableName !== undefined && !filter.variableNamesIgnoreCase)
          ids.where('name', filter.variableName);
        whereValue(ids, { operator: 'eq', value }, filter);
      }),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
    // Only the first letter of a type's name is free.
    variableTypeIn: (query, types) =>
      query.whereIn(
        't.type',
        types.map((type) => type.slice(0, 1).toUpperCase() + type.slice(1)),
      ),
    executionIdIn: oneOf('t.execution_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    taskIdIn: oneOf('t.task_id'),
    includeDeleted: qualifier(),
  },
  always: (query, { includeDeleted }) => {
    if (!includeDeleted) query.where('t.state', 'CREATED');
  },
  sortings: { instanceId: 't.instance_id', variableName: 't.name' },
  read: (answer) => readTypedItem<HistoricVariableItem>(historicVariableTable, answer),
});
