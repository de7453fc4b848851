import type { Knex } from 'knex';
import type { JobFacts } from '../committed-batch.ts';
import { jobTable } from './job.ts';

const columns = {
  id: 'id',
  rootId: 'root_id',
  dueAt: 'due_at',
  retries: 'retries',
  exclusive: 'exclusive',
  priority: 'priority',
  suspended: 'suspended',
  createdAt: 'created_at',
};

/** Where a job stands in the order of due dates; without one it comes first. */
export interface DuePlace {
  dueAt: number | null;
  id: string;
}

/** Spelled as in the index, whose condition the database must recognise. */
export const EXECUTABLE = 'retries > 0 and suspended = false';

/**
 * The next jobs behind `after` that may be executed when they are due, earliest first. Two queries, each a stretch of the
 * index: SQLite would read the whole index for a comparison of both columns at once, as the first is an expression.
 */
export async function readWaitingJobs(reader: Knex, after: DuePlace | undefined, limit: number): Promise<JobFacts[]> {
  const next = (count: number, order: string) =>
    reader(jobTable.name).select(columns).whereRaw(EXECUTABLE).orderByRaw(order).limit(count);
  const byDate = 'coalesce(due_at, 0), id';
  if (!after) return facts(await next(limit, byDate));
  const dueAt = after.dueAt ?? 0;
  const sameDate = facts(await next(limit, 'id').whereRaw('coalesce(due_at, 0) = ? and id > ?', [dueAt, after.id]));
  if (sameDate.length === limit) return sameDate;
  const later = next(limit - sameDate.length, byDate).whereRaw('coalesce(due_at, 0) > ?', [dueAt]);
  return [...sameDate, ...facts(await later)];
}

/** The job as it is committed, if it may be executed when it is due. */
export async function readWaitingJob(reader: Knex, id: string): Promise<JobFacts | undefined> {
  return facts(await reader(jobTable.name).select(columns).where({ id }).whereRaw(EXECUTABLE))[0];
}

type Answer = Omit<JobFacts, 'exclusive' | 'suspended'> & Record<'exclusive' | 'suspended', boolean | number>;

function facts(rows: Answer[]): JobFacts[] {
  return rows.map((row) => ({ ...row, exclusive: Boolean(row.exclusive), suspended: Boolean(row.suspended) }));
}
