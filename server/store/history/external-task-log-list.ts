import type { HistoricExternalTaskLog } from '../../engine/changes.ts';
import { compare, equal, ofDefinitionKeys, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { externalTaskLogTable } from './external-task-log.ts';
import { type LogEventFilter, logEventConditions } from './log-filter.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface ExternalTaskLogFilter extends LogEventFilter {
  logId?: string;
  externalTaskId?: string;
  topicName?: string;
  workerId?: string;
  errorMessage?: string;
  activityIdIn?: readonly string[];
  activityInstanceIdIn?: readonly string[];
  executionIdIn?: readonly string[];
  processInstanceId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  priorityHigherThanOrEquals?: number;
  priorityLowerThanOrEquals?: number;
}

export type ExternalTaskLogItem = HistoricExternalTaskLog & DefinitionFacts & RemovalFact;

/** What happened to external tasks: creation, failure, success, deletion. */
export const externalTaskLogList = listQuery<ExternalTaskLogFilter, ExternalTaskLogItem>({
  from: (knex) => withRemoval(withDefinition(knex, externalTaskLogTable.name)),
  columns: [...selectColumns(externalTaskLogTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    ...logEventConditions,
    logId: equal('t.id'),
    externalTaskId: equal('t.external_task_id'),
    topicName: equal('t.topic'),
    workerId: equal('t.worker_id'),
    errorMessage: equal('t.error_message'),
    activityIdIn: oneOf('t.activity_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    executionIdIn: oneOf('t.execution_id'),
    processInstanceId: equal('t.instance_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    priorityHigherThanOrEquals: compare('t.priority', '>='),
    priorityLowerThanOrEquals: compare('t.priority', '<='),
  },
  sortings: {
    timestamp: 't.at',
    externalTaskId: 't.external_task_id',
    topicName: 't.topic',
    workerId: { nullable: 't.worker_id' },
    retries: { nullable: 't.retries' },
    priority: 't.priority',
    activityId: 't.activity_id',
    activityInstanceId: 't.activity_instance_id',
    executionId: 't.execution_id',
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
  },
  read: itemReader(externalTaskLogTable),
});
