import type { Knex } from 'knex';

/** How many unclaimed tasks each candidate group could claim; null: those that name no group. */
export async function candidateGroupCounts(reader: Knex): Promise<{ group: string | null; count: number }[]> {
  const rows: { group: string | null; count: number | string }[] = await reader({ t: 'runtime_user_task' })
    .leftJoin({ l: 'runtime_user_task_link' }, (on) => on.on('l.task_id', 't.id').andOnVal('l.type', 'candidate'))
    .whereNull('t.assignee')
    .groupBy('l.group_id')
    .select({ group: 'l.group_id' })
    .countDistinct({ count: 't.id' })
    .orderByRaw('l.group_id nulls first');
  return rows.map(({ group, count }) => ({ group, count: Number(count) }));
}
