import type { Knex } from 'knex';
import { incidentTable } from './runtime/incident.ts';
import { jobTable } from './runtime/job.ts';
import { EXECUTABLE } from './runtime/waiting-jobs.ts';

/** What waits to be done or looked at. */
export interface Backlog {
  /** Jobs that are due, up to `MOST_COUNTED`. */
  jobsDue: number;
  /** How long the job that is due longest has waited, in milliseconds; 0 when none is due. */
  latestMs: number;
  incidents: number;
}

/** Nobody needs to know it more exactly, and each look shall stay cheap. */
const MOST_COUNTED = 100_000;

/** @param now epoch milliseconds */
export async function readBacklog(reader: Knex, now: number): Promise<Backlog> {
  const due = reader(jobTable.name).whereRaw(EXECUTABLE).whereRaw('coalesce(due_at, 0) <= ?', [now]);
  const some = due.clone().select({ one: 1 }).limit(MOST_COUNTED).as('some');
  const [jobs] = await reader.from(some).count({ count: '*' });
  const [first] = await due
    .clone()
    .select({ since: reader.raw('coalesce(due_at, created_at)') })
    .orderByRaw('coalesce(due_at, 0), id')
    .limit(1);
  const [incidents] = await reader(incidentTable.name).count({ count: '*' });
  return {
    jobsDue: Number(jobs?.['count'] ?? 0),
    latestMs: first ? Math.max(0, now - Number(first.since)) : 0,
    incidents: Number(incidents?.['count'] ?? 0),
  };
}
