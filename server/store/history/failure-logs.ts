import type { Knex } from 'knex';
import { externalTaskLogTable } from './external-task-log.ts';
import { jobLogTable } from './job-log.ts';

/** Where the failures of what an incident can be about are logged. */
const LOGS = [
  { name: jobLogTable.name, of: 'job_id' },
  { name: externalTaskLogTable.name, of: 'external_task_id' },
] as const;

/** One failure of a job or an external task. */
export interface FailureLog {
  id: string;
  /** The job or the external task. */
  of: string;
  at: number;
}

/** The failures of some jobs and external tasks, the oldest first. */
export async function failureLogs(reader: Knex, ids: readonly string[]): Promise<FailureLog[]> {
  const found: FailureLog[] = [];
  for (const { name, of } of LOGS) {
    const rows: { id: string; of: string; at: number | string }[] = await reader(name)
      .select('id', { of }, 'at')
      .where('event', 'failure')
      .whereIn(of, [...ids]);
    found.push(...rows.map((row) => ({ ...row, at: Number(row.at) })));
  }
  return found.sort((one, other) => one.at - other.at);
}

/** The job or external task whose failure a row of a log tells. */
export function failedIn(logId: string): (ids: Knex.QueryBuilder) => void {
  return (ids) => {
    const [first, second] = LOGS;
    ids.from(first.name).select(first.of).where({ id: logId, event: 'failure' });
    ids.union((more: Knex.QueryBuilder) => {
      more.from(second.name).select(second.of).where({ id: logId, event: 'failure' });
    });
  };
}
