import type { Knex } from 'knex';
import { jobTable } from './job.ts';

/** Ids of the jobs of a kind that belong to no instance. */
export async function ownJobsOfKind(reader: Knex, kind: string): Promise<string[]> {
  return reader(jobTable.name).where({ root_id: '', kind }).orderBy('id').pluck('id');
}
