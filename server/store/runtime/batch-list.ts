import type { Knex } from 'knex';
import { compare, equal } from '../conditions.ts';
import { type Conditions, listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type Batch, batchTable } from './batch.ts';
import { jobTable } from './job.ts';
import { jobInputTable } from './job-input.ts';

export interface BatchFilter {
  batchId?: string;
  type?: string;
  /** A word, because "not suspended" is asked for as well. */
  suspended?: 'true' | 'false';
}

export interface BatchStatisticsFilter extends BatchFilter {
  createdBy?: string;
  startedBefore?: number;
  startedAfter?: number;
  withFailures?: boolean;
  withoutFailures?: boolean;
}

export interface BatchStatistics extends Batch {
  /** Jobs that are there: waiting, running or failed. */
  jobsLeft: number;
  /** Those of them that have no tries left. */
  failedJobs: number;
}

const conditions: Conditions<BatchFilter> = {
  batchId: equal('t.id'),
  type: equal('t.type'),
  suspended: (query, word) => query.where('t.suspended', word === 'true'),
};

// Only the null tenant exists: that order is the order of the ids.
const sortings = { batchId: 't.id', tenantId: () => {} };

/** Batches that are not over. */
export const batchList = listQuery<BatchFilter, Batch>({
  from: (knex) => knex({ t: batchTable.name }),
  columns: selectColumns(batchTable, 't'),
  conditions,
  sortings,
  read: itemReader(batchTable),
});

/** The same with how far they are. */
export const batchStatistics = listQuery<BatchStatisticsFilter, BatchStatistics>({
  from: (knex) => {
    const counts = knex({ b: batchTable.name })
      .join({ i: jobInputTable.name }, 'i.batch_id', 'b.id')
      .join({ j: jobTable.name }, (on) =>
        on.on('j.id', 'i.id').andOn('j.job_definition_id', 'b.batch_job_definition_id'),
      )
      .groupBy('b.id')
      .select('b.id', knex.raw('count(*) as jobs_left'))
      .select(knex.raw('sum(case when j.retries = 0 then 1 else 0 end) as failed_jobs'))
      .as('c');
    return knex({ t: batchTable.name }).leftJoin(counts, 'c.id', 't.id');
  },
  columns: [...selectColumns(batchTable, 't'), 'c.jobs_left as jobsLeft', 'c.failed_jobs as failedJobs'],
  conditions: {
    ...conditions,
    createdBy: equal('t.create_user_id'),
    startedBefore: compare('t.started_at', '<='),
    startedAfter: compare('t.started_at', '>='),
    withFailures: (query) => query.where('c.failed_jobs', '>', 0),
    withoutFailures: (query) =>
      query.where((none: Knex.QueryBuilder) => none.whereNull('c.failed_jobs').orWhere('c.failed_jobs', 0)),
  },
  sortings: { ...sortings, startTime: 't.started_at' },
  read: (answer) => {
    const counted = {
      ...answer,
      jobsLeft: Number(answer['jobsLeft'] ?? 0),
      failedJobs: Number(answer['failedJobs'] ?? 0),
    };
    return itemReader<BatchStatistics>(batchTable)(counted);
  },
});
