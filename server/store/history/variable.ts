import type { HistoricVariable } from '../../engine/changes.ts';
import { table } from '../table.ts';
import { VALUE_COLUMNS, type ValueColumns } from '../typed-value-columns.ts';

/** The last value of every variable ever written; those that are `live` in a running instance answer runtime queries too. */
export type VariableRow = Omit<HistoricVariable, 'type' | 'value' | 'info'> & ValueColumns;

export const historicVariableTable = table<VariableRow>(
  'history_variable',
  {
    id: 'text',
    name: 'text',
    ...VALUE_COLUMNS,
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    activityInstanceId: 'text',
    taskId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    revision: 'integer',
    state: 'text',
    live: 'boolean',
    createdAt: 'integer',
  },
  { fixed: ['name', 'rootId', 'instanceId', 'executionId', 'createdAt'] },
);
