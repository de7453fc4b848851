import type { RecordedActivity, RecordedFamily } from '../store/history/recorded-family.ts';
import { groupBy } from './group-by.ts';

/** Activities by the scope they stand in, in the order in which they were placed. */
export type Successors = ReadonlyMap<string, readonly RecordedActivity[]>;

export function successorsOf({ activities }: RecordedFamily): Successors {
  const placed = activities.toSorted((a, b) => (a.executionId < b.executionId ? -1 : 1));
  return groupBy(placed, ({ parentId }) => parentId);
}

/** What the command placed first that ended an activity: the first in its scope, made later than it, at its end. */
export function successorOf(successors: Successors, activity: RecordedActivity): RecordedActivity | undefined {
  return successors
    .get(activity.parentId)
    ?.find(({ executionId, startedAt }) => executionId > activity.executionId && startedAt === activity.endedAt);
}

/**
 * The id of what the command placed first that ended an activity, in its scope or, where that ended with it, in a scope around it;
 * undefined when it placed nothing.
 */
export function placedAtEnd(
  successors: Successors,
  activity: RecordedActivity,
  activities: ReadonlyMap<string, RecordedActivity>,
): string | undefined {
  for (let at: RecordedActivity | undefined = activity; at?.endedAt === activity.endedAt; ) {
    const next = successorOf(successors, at);
    if (next) return next.executionId;
    at = activities.get(at.parentId) ?? callerOf(activities, at.instanceId);
  }
  return undefined;
}

function callerOf(activities: ReadonlyMap<string, RecordedActivity>, instanceId: string): RecordedActivity | undefined {
  for (const activity of activities.values()) if (activity.calledInstanceId === instanceId) return activity;
  return undefined;
}
