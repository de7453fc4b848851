import type { DefinitionStatistics } from '../wire/engine.ts';

/** All versions of one process together, newest version first. */
export interface ProcessGroup {
  key: string;
  name: string;
  version: number;
  running: number;
  incidents: number;
  /** Versions with running instances, newest first. */
  runningVersions: { version: number; running: number }[];
}

/** How many incidents a definition's instances have. */
export function incidentsOf(statistics: DefinitionStatistics): number {
  return statistics.incidents.reduce((sum, each) => sum + each.incidentCount, 0);
}

/** Groups the engine's rows (one a version) by process, busiest process first, then by key. */
export function groupByProcess(rows: readonly DefinitionStatistics[]): ProcessGroup[] {
  const groups = new Map<string, DefinitionStatistics[]>();
  for (const row of rows) groups.set(row.definition.key, [...(groups.get(row.definition.key) ?? []), row]);
  return [...groups.entries()]
    .map(([key, versions]) => {
      const newestFirst = versions.toSorted((a, b) => b.definition.version - a.definition.version);
      return {
        key,
        name: newestFirst[0]?.definition.name ?? key,
        version: newestFirst[0]?.definition.version ?? 0,
        running: versions.reduce((sum, each) => sum + each.instances, 0),
        incidents: versions.reduce((sum, each) => sum + incidentsOf(each), 0),
        runningVersions: newestFirst
          .filter((each) => each.instances > 0)
          .map((each) => ({ version: each.definition.version, running: each.instances })),
      };
    })
    .sort((a, b) => b.running - a.running || a.key.localeCompare(b.key));
}
