import type { Knex } from 'knex';
import type { Job } from '../../engine/state.ts';
import { compare, equal, flag, flagged, isNotNull, ofInstances, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { jobTable } from './job.ts';
import { jobInputTable } from './job-input.ts';

export interface DateComparison {
  operator: 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq';
  /** Epoch milliseconds. */
  value: number;
}

export interface JobFilter {
  /** Epoch milliseconds against which `executable` is measured. */
  now: number;
  jobId?: string;
  jobIds?: readonly string[];
  jobDefinitionId?: string;
  processInstanceId?: string;
  processInstanceIds?: readonly string[];
  executionId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  activityId?: string;
  failedActivityId?: string;
  withRetriesLeft?: boolean;
  noRetriesLeft?: boolean;
  executable?: boolean;
  timers?: boolean;
  messages?: boolean;
  withException?: boolean;
  exceptionMessage?: string;
  dueDates?: readonly DateComparison[];
  createTimes?: readonly DateComparison[];
  priorityHigherThanOrEquals?: number;
  priorityLowerThanOrEquals?: number;
  active?: boolean;
  suspended?: boolean;
}

export interface JobItem extends Job, DefinitionFacts {
  /** The batch that it works for. */
  batchId: string | null;
}

const OPERATORS = { eq: '=', neq: '<>', gt: '>', gteq: '>=', lt: '<', lteq: '<=' } as const;

/** Timers and asynchronous continuations that wait, and failed ones. */
export const jobList = listQuery<JobFilter, JobItem>({
  from: (knex) => withDefinition(knex, jobTable.name).leftJoin({ i: jobInputTable.name }, 'i.id', 't.id'),
  columns: [...selectColumns(jobTable, 't'), ...definitionColumns, 'i.batch_id as batchId'],
  conditions: {
    now: () => {},
    jobId: equal('t.id'),
    jobIds: oneOf('t.id'),
    jobDefinitionId: equal('t.job_definition_id'),
    processInstanceId: ofInstances(),
    processInstanceIds: ofInstances(),
    executionId: equal('t.node_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    activityId: equal('t.element_id'),
    failedActivityId: equal('t.failed_activity_id'),
    withRetriesLeft: flag((query) => query.where('t.retries', '>', 0)),
    noRetriesLeft: flagged('t.retries', 0),
    executable: (query, _, { now }) =>
      query
        .where('t.retries', '>', 0)
        .where((either: Knex.QueryBuilder) => either.whereNull('t.due_at').orWhere('t.due_at', '<=', now)),
    timers: flag((query) => query.whereRaw("substr(t.kind, 1, 5) = 'timer'")),
    messages: flag((query) => query.whereRaw("substr(t.kind, 1, 5) = 'async'")),
    withException: isNotNull('t.exception_message'),
    exceptionMessage: equal('t.exception_message'),
    dueDates: (query, comparisons) => whereDates(query, 't.due_at', comparisons),
    createTimes: (query, comparisons) => whereDates(query, 't.created_at', comparisons),
    priorityHigherThanOrEquals: compare('t.priority', '>='),
    priorityLowerThanOrEquals: compare('t.priority', '<='),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
  },
  sortings: {
    jobId: 't.id',
    executionId: 't.node_id',
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    jobPriority: 't.priority',
    jobRetries: 't.retries',
    jobDueDate: { nullable: 't.due_at' },
  },
  read: itemReader(jobTable),
});

function whereDates(query: Knex.QueryBuilder, column: string, comparisons: readonly DateComparison[]): void {
  for (const { operator, value } of comparisons) query.where(column, OPERATORS[operator], value);
}
