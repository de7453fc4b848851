import type { HistoricActivityInstance } from '../../engine/changes.ts';
import { compare, equal, flagged, isNotNull, isNull, like, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { historicActivityTable } from './activity-instance.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface HistoricActivityFilter {
  activityInstanceId?: string;
  activityInstanceIdIn?: readonly string[];
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  processDefinitionId?: string;
  executionId?: string;
  activityId?: string;
  activityIdIn?: readonly string[];
  activityName?: string;
  activityNameLike?: string;
  activityType?: string;
  taskAssignee?: string;
  finished?: boolean;
  unfinished?: boolean;
  canceled?: boolean;
  completeScope?: boolean;
  startedBefore?: number;
  startedAfter?: number;
  finishedBefore?: number;
  finishedAfter?: number;
}

export type HistoricActivityItem = HistoricActivityInstance & DefinitionFacts & RemovalFact;

/** Every element ever entered. `occurrence` is the order in which it happened. */
export const historicActivityList = listQuery<HistoricActivityFilter, HistoricActivityItem>({
  from: (knex) => withRemoval(withDefinition(knex, historicActivityTable.name)),
  columns: [...selectColumns(historicActivityTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    activityInstanceId: equal('t.id'),
    activityInstanceIdIn: oneOf('t.id'),
    processInstanceId: equal('t.instance_id'),
    processInstanceIdIn: oneOf('t.instance_id'),
    processDefinitionId: equal('t.definition_id'),
    executionId: equal('t.execution_id'),
    activityId: equal('t.activity_id'),
    activityIdIn: oneOf('t.activity_id'),
    activityName: equal('t.activity_name'),
    activityNameLike: like('t.activity_name'),
    activityType: equal('t.activity_type'),
    taskAssignee: equal('t.assignee'),
    finished: isNotNull('t.ended_at'),
    unfinished: isNull('t.ended_at'),
    canceled: flagged('t.canceled', true),
    completeScope: flagged('t.complete_scope', true),
    startedBefore: compare('t.started_at', '<='),
    startedAfter: compare('t.started_at', '>='),
    finishedBefore: compare('t.ended_at', '<='),
    finishedAfter: compare('t.ended_at', '>='),
  },
  sortings: {
    activityInstanceId: 't.id',
    instanceId: 't.instance_id',
    executionId: 't.execution_id',
    activityId: 't.activity_id',
    activityName: { nullable: 't.activity_name' },
    activityType: 't.activity_type',
    startTime: 't.started_at',
    endTime: { nullable: 't.ended_at' },
    duration: (query, order) =>
      query.orderByRaw(`t.ended_at - t.started_at ${order} nulls ${order === 'asc' ? 'first' : 'last'}`),
    definitionId: 't.definition_id',
    occurrence: 't.sequence',
  },
  read: itemReader(historicActivityTable),
});
