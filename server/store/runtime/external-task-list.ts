import type { Knex } from 'knex';
import type { ExternalTask } from '../../engine/state.ts';
import { compare, equal, flag, flagged, ofDefinitionKeys, ofInstances, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type VariableFilter, whereVariables } from '../variable-filter.ts';
import { externalTaskTable } from './external-task.ts';

export interface ExternalTaskFilter {
  /** Epoch milliseconds against which `locked` and `notLocked` are measured. */
  now: number;
  externalTaskId?: string;
  externalTaskIdIn?: readonly string[];
  topicName?: string;
  workerId?: string;
  locked?: boolean;
  notLocked?: boolean;
  withRetriesLeft?: boolean;
  noRetriesLeft?: boolean;
  lockExpirationBefore?: number;
  lockExpirationAfter?: number;
  activityId?: string;
  activityIdIn?: readonly string[];
  executionId?: string;
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionKeyIn?: readonly string[];
  priorityHigherThanOrEquals?: number;
  priorityLowerThanOrEquals?: number;
  processVariables?: readonly VariableFilter[];
  active?: boolean;
  suspended?: boolean;
}

export type ExternalTaskItem = ExternalTask & DefinitionFacts;

/** External tasks that wait for a worker. */
export const externalTaskList = listQuery<ExternalTaskFilter, ExternalTaskItem>({
  from: (knex) => withDefinition(knex, externalTaskTable.name),
  columns: [...selectColumns(externalTaskTable, 't'), ...definitionColumns],
  conditions: {
    now: () => {},
    externalTaskId: equal('t.id'),
    externalTaskIdIn: oneOf('t.id'),
    topicName: equal('t.topic'),
    workerId: equal('t.worker_id'),
    locked: (query, _, { now }) => query.whereNotNull('t.worker_id').where('t.locked_until', '>', now),
    notLocked: (query, _, { now }) =>
      query.where((either: Knex.QueryBuilder) =>
        either.whereNull('t.worker_id').orWhereNull('t.locked_until').orWhere('t.locked_until', '<=', now),
      ),
    withRetriesLeft: flag((query) =>
      query.where((either: Knex.QueryBuilder) => either.whereNull('t.retries').orWhere('t.retries', '>', 0)),
    ),
    noRetriesLeft: flagged('t.retries', 0),
    lockExpirationBefore: compare('t.locked_until', '<'),
    lockExpirationAfter: compare('t.locked_until', '>'),
    activityId: equal('t.element_id'),
    activityIdIn: oneOf('t.element_id'),
    executionId: equal('t.node_id'),
    processInstanceId: ofInstances(),
    processInstanceIdIn: ofInstances(),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    processDefinitionKeyIn: ofDefinitionKeys('t.definition_id'),
    priorityHigherThanOrEquals: compare('t.priority', '>='),
    priorityLowerThanOrEquals: compare('t.priority', '<='),
    processVariables: (query, filters) =>
      whereVariables(query, filters, { column: 't.instance_id', of: 'instance', rootScope: true, live: true }),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
  },
  sortings: {
    id: 't.id',
    lockExpirationTime: { nullable: 't.locked_until' },
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    taskPriority: 't.priority',
    createTime: 't.created_at',
  },
  read: itemReader(externalTaskTable),
});

/** The topics that have a task of the asked kind. */
export async function topicNames(
  reader: Knex,
  filter: { withLockedTasks?: boolean; withUnlockedTasks?: boolean; withRetriesLeft?: boolean; now: number },
): Promise<string[]> {
  const query = reader({ t: externalTaskTable.name }).distinct('t.topic').orderBy('t.topic');
  if (filter.withLockedTasks) query.where('t.locked_until', '>', filter.now);
  if (filter.withUnlockedTasks) {
    query.where((either) => either.whereNull('t.locked_until').orWhere('t.locked_until', '<=', filter.now));
  }
  if (filter.withRetriesLeft) query.where((either) => either.whereNull('t.retries').orWhere('t.retries', '>', 0));
  const rows: { topic: string }[] = await query;
  return rows.map(({ topic }) => topic);
}
