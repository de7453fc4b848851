import type { HistoricDetail } from '../../engine/changes.ts';
import { table } from '../table.ts';
import { VALUE_COLUMNS, type ValueColumns } from '../typed-value-columns.ts';

export type DetailRow = Omit<HistoricDetail, 'type' | 'value' | 'info'> & ValueColumns;

export const historicDetailTable = table<DetailRow>(
  'history_detail',
  {
    id: 'text',
    kind: 'text',
    name: 'text',
    ...VALUE_COLUMNS,
    variableId: 'text',
    rootId: 'text',
    instanceId: 'text',
    executionId: 'text',
    activityInstanceId: 'text',
    taskId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    revision: 'integer',
    initial: 'boolean',
    at: 'integer',
    userOperationId: 'text',
  },
  { insertOnly: true },
);
