import type { HistoricJobLog } from '../../engine/changes.ts';
import { compare, equal, ofDefinitionKeys, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { jobLogTable } from './job-log.ts';
import { type LogEventFilter, logEventConditions } from './log-filter.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface JobLogFilter extends LogEventFilter {
  logId?: string;
  jobId?: string;
  jobExceptionMessage?: string;
  jobDefinitionId?: string;
  jobDefinitionType?: string;
  jobDefinitionConfiguration?: string;
  activityIdIn?: readonly string[];
  failedActivityIdIn?: readonly string[];
  executionIdIn?: readonly string[];
  deploymentId?: string;
  processInstanceId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  jobPriorityHigherThanOrEquals?: number;
  jobPriorityLowerThanOrEquals?: number;
}

/** `deploymentId` is null when the definition is gone. */
export type JobLogItem = HistoricJobLog & DefinitionFacts & RemovalFact & { deploymentId: string | null };

/** What happened to jobs: creation, failure, success, deletion. */
export const jobLogList = listQuery<JobLogFilter, JobLogItem>({
  from: (knex) => withRemoval(withDefinition(knex, jobLogTable.name)),
  columns: [...selectColumns(jobLogTable, 't'), ...definitionColumns, removalColumn, 'd.deployment_id as deploymentId'],
  conditions: {
    ...logEventConditions,
    logId: equal('t.id'),
    jobId: equal('t.job_id'),
    jobExceptionMessage: equal('t.exception_message'),
    jobDefinitionId: equal('t.job_definition_id'),
    // Both asynchronous continuations are one type on the wire.
    jobDefinitionType: (query, type) =>
      query.whereIn('t.kind', type === 'async-continuation' ? ['async-before', 'async-after'] : [type]),
    deploymentId: equal('d.deployment_id'),
    jobDefinitionConfiguration: equal('t.configuration'),
    activityIdIn: oneOf('t.activity_id'),
    failedActivityIdIn: oneOf('t.failed_activity_id'),
    executionIdIn: oneOf('t.execution_id'),
    processInstanceId: equal('t.instance_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    jobPriorityHigherThanOrEquals: compare('t.priority', '>='),
    jobPriorityLowerThanOrEquals: compare('t.priority', '<='),
  },
  sortings: {
    timestamp: 't.at',
    jobId: 't.job_id',
    jobDefinitionId: 't.job_definition_id',
    jobDueDate: { nullable: 't.due_at' },
    jobRetries: 't.retries',
    jobPriority: 't.priority',
    activityId: 't.activity_id',
    executionId: 't.execution_id',
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    deploymentId: { nullable: 'd.deployment_id' },
    // Every job runs on this one server.
    hostname: () => {},
    occurrence: 't.id',
  },
  read: itemReader(jobLogTable),
});
