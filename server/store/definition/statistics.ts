import type { Knex } from 'knex';
import type { ProcessDefinition } from './process-definition.ts';
import { processDefinitionList } from './process-list.ts';

export interface StatisticsOptions {
  failedJobs?: boolean;
  incidents?: boolean;
  /** Counts only incidents of this type. */
  incidentsForType?: string;
  /** Counts only incidents that have no cause in a called instance. */
  rootIncidents?: boolean;
}

export interface DefinitionStatistics {
  id: string;
  instances: number;
  failedJobs: number;
  incidents: { incidentType: string; incidentCount: number }[];
  definition: ProcessDefinition;
}

export interface ActivityStatistics {
  /** Element id. */
  id: string;
  instances: number;
  failedJobs: number;
  incidents: { incidentType: string; incidentCount: number }[];
}

/** Per deployed process: running instances and, when asked for, jobs without retries and open incidents. */
export async function processDefinitionStatistics(
  reader: Knex,
  options: StatisticsOptions = {},
): Promise<DefinitionStatistics[]> {
  const definitions = await processDefinitionList.list(reader, {}, { sorting: [{ sortBy: 'key', sortOrder: 'asc' }] });
  const instances = await countBy(reader('runtime_instance'), 'definition_id');
  const failedJobs = options.failedJobs
    ? await countBy(reader('runtime_job').where('retries', 0), 'definition_id')
    : new Map<string, number>();
  const incidents = await countIncidents(reader('runtime_incident'), 'definition_id', options);
  return definitions.map((definition) => ({
    id: definition.id,
    instances: instances.get(definition.id) ?? 0,
    failedJobs: failedJobs.get(definition.id) ?? 0,
    incidents: incidents.get(definition.id) ?? [],
    definition,
  }));
}

/** Per element of one process: tokens in it and, when asked for, jobs without retries and open incidents. */
export async function activityStatistics(
  reader: Knex,
  definitionId: string,
  options: StatisticsOptions = {},
): Promise<ActivityStatistics[]> {
  const instances = await countBy(
    reader('history_activity_instance').where('definition_id', definitionId).whereNull('ended_at'),
    'activity_id',
  );
  const failedJobs = options.failedJobs
    ? await countBy(reader('runtime_job').where({ definition_id: definitionId, retries: 0 }), 'element_id')
    : new Map<string, number>();
  const incidents = await countIncidents(
    reader('runtime_incident').where('definition_id', definitionId),
    'element_id',
    options,
  );
  const elements = [...new Set([...instances.keys(), ...failedJobs.keys(), ...incidents.keys()])].sort();
  return elements.map((id) => ({
    id,
    instances: instances.get(id) ?? 0,
    failedJobs: failedJobs.get(id) ?? 0,
    incidents: incidents.get(id) ?? [],
  }));
}

async function countBy(query: Knex.QueryBuilder, column: string): Promise<Map<string, number>> {
  const rows: { name: string; count: number }[] = await query
    .select({ name: column })
    .count({ count: '*' })
    .groupBy(column);
  return new Map(rows.map(({ name, count }) => [name, Number(count)]));
}

async function countIncidents(
  query: Knex.QueryBuilder,
  column: string,
  { incidents, incidentsForType, rootIncidents }: StatisticsOptions,
): Promise<Map<string, { incidentType: string; incidentCount: number }[]>> {
  const counted = new Map<string, { incidentType: string; incidentCount: number }[]>();
  if (!incidents && !rootIncidents && incidentsForType === undefined) return counted;
  if (rootIncidents) query.whereRaw('id = root_cause_incident_id');
  if (incidentsForType !== undefined) query.where('type', incidentsForType);
  const rows: { name: string; type: string; count: number }[] = await query
    .select({ name: column, type: 'type' })
    .count({ count: '*' })
    .groupBy(column, 'type')
    .orderBy('type');
  for (const { name, type, count } of rows) {
    const list = counted.get(name) ?? [];
    list.push({ incidentType: type, incidentCount: Number(count) });
    counted.set(name, list);
  }
  return counted;
}
