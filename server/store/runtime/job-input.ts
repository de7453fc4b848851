import type { Knex } from 'knex';
import { readRow, selectColumns, table } from '../table.ts';

/** What a job that belongs to no process has to do. `id` is the job's. */
export interface JobInput {
  id: string;
  batchId: string | null;
  /** The ids that a batch's job has still to see to, or what another job was ordered with; null where the kind says it all. */
  input: unknown;
}

export const jobInputTable = table<JobInput>(
  'runtime_job_input',
  { id: 'text', batchId: 'text', input: 'json' },
  { fixed: ['batchId'] },
);

/** What the job with this id has to do, as it is committed. */
export async function readJobInput(reader: Knex, jobId: string): Promise<JobInput | undefined> {
  const answer: Record<string, unknown> | undefined = await reader({ t: jobInputTable.name })
    .select(selectColumns(jobInputTable, 't'))
    .where('t.id', jobId)
    .first();
  return answer && readRow(jobInputTable, answer);
}
