import { postJson, queryOf, request } from '../../desk/shell/http.ts';

/** A plan as the engine generates it; sent back as it came. */
export interface MigrationPlan {
  sourceProcessDefinitionId: string;
  targetProcessDefinitionId: string;
  instructions: { sourceActivityIds: string[]; targetActivityIds: string[]; updateEventTrigger: boolean }[];
}

/** Where a running instance stands. */
export interface StandingAt {
  processInstanceId: string;
  businessKey: string | null;
  /** Steps under way, scopes around them too. */
  activities: { id: string; name: string }[];
}

/** A running instance and whether it can be moved: `missing` names the steps it stands at that the newer version does not have. */
export interface Movable extends StandingAt {
  missing: string[];
}

/** A period that differs between the versions, and how many instances stand where it counts. */
export interface PeriodChange {
  activityId: string;
  name: string;
  property: string;
  before: string;
  after: string;
  instances: number;
}

const BASE = '/engine-rest';

/** Asks the engine for the plan between two versions. @param updateTimers whether timers take the newer version's periods */
export function generatePlan(sourceId: string, targetId: string, updateTimers: boolean): Promise<MigrationPlan> {
  return postJson(`${BASE}/migration/generate`, {
    sourceProcessDefinitionId: sourceId,
    targetProcessDefinitionId: targetId,
    updateEventTriggers: updateTimers,
  });
}

/** Every running instance of a version with the steps it stands at. */
export async function readStanding(definitionId: string): Promise<StandingAt[]> {
  const [instances, activities] = await Promise.all([
    request<{ id: string; businessKey: string | null }[]>(
      `${BASE}/process-instance${queryOf({ processDefinitionId: definitionId })}`,
    ),
    request<{ processInstanceId: string; activityId: string; activityName: string | null }[]>(
      `${BASE}/history/activity-instance${queryOf({ processDefinitionId: definitionId, unfinished: true })}`,
    ),
  ]);
  const at = new Map<string, StandingAt['activities']>();
  for (const { processInstanceId, activityId, activityName } of activities) {
    const list = at.get(processInstanceId) ?? [];
    list.push({ id: activityId, name: activityName ?? activityId });
    at.set(processInstanceId, list);
  }
  return instances.map(({ id, businessKey }) => ({ processInstanceId: id, businessKey, activities: at.get(id) ?? [] }));
}

/** Tells of each instance whether the plan has an instruction for every step it stands at. */
export function movableOf(plan: MigrationPlan, standing: readonly StandingAt[]): Movable[] {
  const mapped = new Set(plan.instructions.flatMap((each) => each.sourceActivityIds));
  return standing.map((each) => ({
    ...each,
    missing: [...new Set(each.activities.filter(({ id }) => !mapped.has(id)).map(({ name }) => name))],
  }));
}

/** Properties that hold a period or a due date. */
const PERIOD = /dueDate|followUpDate|timerEventDefinition|eventDefinitions|timeDuration|timeDate|timeCycle/i;

/**
 * Which deadlines differ, for how many of the instances.
 * @param changes of the two diagrams; @param attachedTo host of each boundary event, by the event's id
 */
export function periodChanges(
  changes: readonly {
    elementId: string;
    name: string;
    properties: { name: string; before: string; after: string }[];
  }[],
  attachedTo: ReadonlyMap<string, string>,
  standing: readonly StandingAt[],
): PeriodChange[] {
  return changes.flatMap(({ elementId, name, properties }) => {
    const counts = attachedTo.get(elementId) ?? elementId;
    const instances = standing.filter((each) => each.activities.some(({ id }) => id === counts)).length;
    return properties
      .filter((each) => PERIOD.test(each.name) && instances > 0)
      .map(({ name: property, before, after }) => ({
        activityId: elementId,
        name,
        property,
        before,
        after,
        instances,
      }));
  });
}

/** Starts the move. Answers the engine's batch. @throws Refusal when the register or the engine does not take it */
export function startMove(move: {
  plan: MigrationPlan;
  processInstanceIds: readonly string[];
  author: string;
  reason: string;
}): Promise<{ batchId: string; count: number }> {
  return postJson('/api/models/moves', move);
}

/** How far a batch is; undefined when nothing of it is left to do. The engine lists it until it has looked at it once more, later. */
export async function readProgress(
  batchId: string,
): Promise<{ done: number; failed: number; total: number } | undefined> {
  const [batch] = await request<{ totalJobs: number; remainingJobs: number; failedJobs: number }[]>(
    `${BASE}/batch/statistics${queryOf({ batchId })}`,
  );
  if (!batch || batch.remainingJobs === 0) return undefined;
  return { done: batch.totalJobs - batch.remainingJobs, failed: batch.failedJobs, total: batch.totalJobs };
}
