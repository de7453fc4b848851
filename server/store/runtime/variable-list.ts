import type { Knex } from 'knex';
import { equal, like, oneOf, qualifier } from '../conditions.ts';
import { readTypedItem } from '../history/typed-item.ts';
import { historicVariableTable } from '../history/variable.ts';
import { type HistoricVariableItem, variableColumns, withLargeValue } from '../history/variable-list.ts';
import { listQuery } from '../list-query.ts';
import { type VariableCase, type VariableFilter, whereValue } from '../variable-filter.ts';

export interface VariableListFilter extends VariableCase {
  variableInstanceId?: string;
  variableName?: string;
  variableNameLike?: string;
  /** Each names a variable and what its value must be. */
  variableValues?: readonly VariableFilter[];
  processInstanceIdIn?: readonly string[];
  executionIdIn?: readonly string[];
  variableScopeIdIn?: readonly string[];
  taskIdIn?: readonly string[];
  activityInstanceIdIn?: readonly string[];
}

/** Variables of running instances. History holds their last committed value too, so it is kept in one place only. */
export const variableList = listQuery<VariableListFilter, HistoricVariableItem>({
  from: (knex) =>
    withLargeValue(knex, historicVariableTable.name)
      .join({ i: 'runtime_instance' }, 'i.id', 't.instance_id')
      .where('t.live', true),
  columns: variableColumns,
  conditions: {
    variableInstanceId: equal('t.id'),
    variableName: equal('t.name'),
    variableNameLike: like('t.name'),
    variableValues: (query, filters, filter) => {
      for (const one of filters) {
        query.whereIn('t.id', (ids: Knex.QueryBuilder) => {
          ids.from(historicVariableTable.name).select('id').where('name', one.name);
          whereValue(ids, one, filter);
        });
      }
    },
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
    processInstanceIdIn: oneOf('t.instance_id'),
    executionIdIn: oneOf('t.execution_id'),
    variableScopeIdIn: (query, ids) =>
      query.where((either: Knex.QueryBuilder) =>
        either.whereIn('t.execution_id', [...ids]).orWhereIn('t.task_id', [...ids]),
      ),
    taskIdIn: oneOf('t.task_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
  },
  sortings: { variableName: 't.name', variableType: 't.type', activityInstanceId: 't.activity_instance_id' },
  read: (answer) => readTypedItem<HistoricVariableItem>(historicVariableTable, answer),
});
