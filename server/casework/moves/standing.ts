import type { EngineClient } from '../engine-client.ts';
import { fromEngineTime } from '../engine-time.ts';
import { rowsAt } from './read-engine.ts';

/** A job of a running instance. */
interface StandingJob {
  activityId: string;
  /** `async-before`, `async-after`, or what a timer waits for. */
  configuration: string;
  dueAt: number | null;
}

/** Where a running instance stands. */
export interface Standing {
  processInstanceId: string;
  businessKey: string | null;
  /** Steps under way; `inner` ones have no other step inside them. */
  steps: { id: string; name: string; inner: boolean }[];
  timers: StandingJob[];
  /** Steps that wait for the engine's executor, before or after them. */
  pending: StandingJob[];
}

/** Every running instance of a version, with where it stands, by three lists of the engine's. */
export async function readStanding(engine: EngineClient, definitionId: string): Promise<Standing[]> {
  const of = `processDefinitionId=${encodeURIComponent(definitionId)}`;
  const [instances, activities, timers, pending, jobDefinitions] = await Promise.all([
    rowsAt(engine, `/process-instance?${of}`),
    rowsAt(engine, `/history/activity-instance?${of}&unfinished=true`),
    rowsAt(engine, `/job?${of}&timers=true`),
    rowsAt(engine, `/job?${of}&messages=true`),
    rowsAt(engine, `/job-definition?${of}`),
  ]);
  const all = new Map<string, Standing>();
  for (const { id, businessKey } of instances) {
    const key = typeof businessKey === 'string' ? businessKey : null;
    all.set(String(id), { processInstanceId: String(id), businessKey: key, steps: [], timers: [], pending: [] });
  }
  const parents = new Set(activities.map((each) => each['parentActivityInstanceId']));
  for (const { id, processInstanceId, activityId, activityName } of activities) {
    const name = typeof activityName === 'string' ? activityName : String(activityId);
    all.get(String(processInstanceId))?.steps.push({ id: String(activityId), name, inner: !parents.has(id) });
  }
  const definitions = new Map(jobDefinitions.map((each) => [each['id'], each]));
  const put = (list: 'timers' | 'pending', rows: Record<string, unknown>[]) => {
    for (const { processInstanceId, jobDefinitionId, dueDate } of rows) {
      const definition = definitions.get(jobDefinitionId);
      all.get(String(processInstanceId))?.[list].push({
        activityId: String(definition?.['activityId']),
        configuration: String(definition?.['jobConfiguration']),
        dueAt: fromEngineTime(dueDate),
      });
    }
  };
  put('timers', timers);
  put('pending', pending);
  return [...all.values()];
}
