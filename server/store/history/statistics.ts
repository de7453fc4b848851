import type { Knex } from 'knex';

/** Which finished instances of a process count, besides its running ones. Dates are epoch milliseconds. */
export interface ActivityStatisticsFilter {
  canceled?: boolean;
  finished?: boolean;
  completeScope?: boolean;
  incidents?: boolean;
  startedAfter?: number;
  startedBefore?: number;
  finishedAfter?: number;
  finishedBefore?: number;
  processInstanceIdIn?: readonly string[];
}

/** What history counts for one element of a process. */
export interface HistoricActivityStatistics {
  /** Element id. */
  id: string;
  instances: number;
  canceled: number;
  finished: number;
  completeScope: number;
  openIncidents: number;
  resolvedIncidents: number;
  deletedIncidents: number;
}

type Counts = Omit<HistoricActivityStatistics, 'id'>;
const NONE: Counts = {
  instances: 0,
  canceled: 0,
  finished: 0,
  completeScope: 0,
  openIncidents: 0,
  resolvedIncidents: 0,
  deletedIncidents: 0,
};

/** Per element of one process, by element id: its activity instances, and its incidents when asked for. */
export async function historicActivityStatistics(
  reader: Knex,
  definitionId: string,
  filter: ActivityStatisticsFilter = {},
): Promise<HistoricActivityStatistics[]> {
  const counted = new Map<string, Counts>();
  const add = (id: string, counts: Partial<Counts>) => counted.set(id, { ...NONE, ...counted.get(id), ...counts });
  // What is not asked for is counted as 0, and elements of which nothing else is known are left out.
  const wanted = (flag: boolean | undefined, condition: string) =>
    flag ? `sum(case when ${condition} then 1 else 0 end)` : '0';
  const rows: ({ id: string } & Record<string, number>)[] = await reader({ t: 'history_activity_instance' })
    .where('t.definition_id', definitionId)
    .modify((query) => ofInstances(query, filter))
    .select({ id: 't.activity_id' })
    .select(reader.raw('sum(case when t.ended_at is null then 1 else 0 end) as running'))
    .select(reader.raw(`${wanted(filter.canceled, 't.canceled')} as canceled`))
    .select(reader.raw(`${wanted(filter.finished, 't.ended_at is not null')} as finished`))
    .select(reader.raw(`${wanted(filter.completeScope, 't.complete_scope')} as ends`))
    .groupBy('t.activity_id');
  for (const row of rows) {
    const counts = {
      instances: Number(row['running']),
      canceled: Number(row['canceled']),
      finished: Number(row['finished']),
      completeScope: Number(row['ends']),
    };
    if (Object.values(counts).some((count) => count > 0)) add(row.id, counts);
  }
  if (filter.incidents) {
    const incidents: { id: string; state: 'open' | 'resolved' | 'deleted'; count: number }[] = await reader({
      t: 'history_incident',
    })
      .where('t.definition_id', definitionId)
      .modify((query) => ofInstances(query, filter))
      .select({ id: 't.element_id', state: 't.state' })
      .count({ count: '*' })
      .groupBy('t.element_id', 't.state');
    for (const { id, state, count } of incidents) add(id, { [`${state}Incidents`]: Number(count) });
  }
  return [...counted].map(([id, counts]) => ({ id, ...counts })).sort((one, other) => (one.id < other.id ? -1 : 1));
}

function ofInstances(query: Knex.QueryBuilder, filter: ActivityStatisticsFilter): void {
  const { startedAfter, startedBefore, finishedAfter, finishedBefore, processInstanceIdIn } = filter;
  if (processInstanceIdIn) query.whereIn('t.instance_id', [...processInstanceIdIn]);
  if ([startedAfter, startedBefore, finishedAfter, finishedBefore].every((bound) => bound === undefined)) return;
  query.whereIn('t.instance_id', (ids: Knex.QueryBuilder) => {
    ids.from('history_process_instance').select('id');
    if (startedAfter !== undefined) ids.where('started_at', '>=', startedAfter);
    if (startedBefore !== undefined) ids.where('started_at', '<=', startedBefore);
    if (finishedAfter !== undefined) ids.where('ended_at', '>=', finishedAfter);
    if (finishedBefore !== undefined) ids.where('ended_at', '<=', finishedBefore);
  });
}

/** How often each decision of a requirements diagram was evaluated. */
export async function historicDecisionStatistics(
  reader: Knex,
  requirementsId: string,
  filter: { decisionInstanceId?: string } = {},
): Promise<{ decisionDefinitionKey: string; evaluations: number }[]> {
  const rows: { key: string; count: number }[] = await reader('history_decision')
    .where('decision_requirements_definition_id', requirementsId)
    .modify((query) => {
      const { decisionInstanceId: id } = filter;
      if (id !== undefined) query.where((either) => either.where({ id }).orWhere('root_decision_instance_id', id));
    })
    .select({ key: 'decision_definition_key' })
    .count({ count: '*' })
    .groupBy('decision_definition_key')
    .orderBy('decision_definition_key');
  return rows.map(({ key, count }) => ({ decisionDefinitionKey: key, evaluations: Number(count) }));
}
