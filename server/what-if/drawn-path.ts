import type { HistoricActivityInstance } from '../engine/changes.ts';

/** A path to be drawn: its steps in the order in which they were entered. */
export type DrawnPath = DrawnStep[];

export interface DrawnStep {
  /** Key of the process and which of its instances in this path, from 0. */
  processKey: string;
  instance: number;
  definitionId: string;
  activityId: string;
  name: string | null;
  type: string;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number | null;
  canceled: boolean;
}

/** A path as the pages draw it, from the rows in the order in which they were entered. Ids of executions and instances mean nothing to anybody there. */
export function drawnPath(rows: readonly HistoricActivityInstance[]): DrawnPath {
  const instances = new Map<string, number>();
  return rows.map((row) => {
    const instance = instances.get(row.instanceId) ?? instances.size;
    instances.set(row.instanceId, instance);
    return {
      processKey: row.definitionKey,
      instance,
      definitionId: row.definitionId,
      activityId: row.activityId.replace(/#multiInstanceBody$/, ''),
      name: row.activityName,
      type: row.activityType,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      canceled: row.canceled,
    };
  });
}
