import type { Element } from '../engine/model/graph.ts';
import type { RecordedActivity } from '../store/history/recorded-family.ts';
import { groupBy } from './group-by.ts';

/** Activities by the scope they stand in, in the order in which they were placed. */
export type Successors = ReadonlyMap<string, readonly RecordedActivity[]>;

/** @param placed activities in the order in which they were placed */
export const successorsOf = (placed: readonly RecordedActivity[]): Successors =>
  groupBy(placed, ({ parentId }) => parentId);

/** The activities that may follow one, by their ids; undefined when that is not known. */
export type NextOf = (activity: RecordedActivity) => ReadonlySet<string> | undefined;

/** What followed an activity: the first in its scope that may, placed later than it, at its end. */
export function successorOf(
  successors: Successors,
  activity: RecordedActivity,
  nextOf: NextOf,
): RecordedActivity | undefined {
  const next = nextOf(activity);
  return successors
    .get(activity.parentId)
    ?.find(
      ({ executionId, startedAt, activityId }) =>
        startedAt === activity.endedAt && executionId > activity.executionId && (next?.has(activityId) ?? true),
    );
}

/**
 * The id of what the command placed first that ended an activity, in its scope or, where that ended with it, in a scope around it;
 * undefined when it placed nothing.
 */
export function placedAtEnd(
  successors: Successors,
  activity: RecordedActivity,
  activities: ReadonlyMap<string, RecordedActivity>,
  nextOf: NextOf,
): string | undefined {
  for (let at: RecordedActivity | undefined = activity; at?.endedAt === activity.endedAt; ) {
    const next = successorOf(successors, at, nextOf);
    if (next) return next.executionId;
    at = activities.get(at.parentId) ?? callerOf(activities, at.instanceId);
  }
  return undefined;
}

function callerOf(activities: ReadonlyMap<string, RecordedActivity>, instanceId: string): RecordedActivity | undefined {
  for (const activity of activities.values()) if (activity.calledInstanceId === instanceId) return activity;
  return undefined;
}

const targets = new WeakMap<Element, ReadonlySet<string>>();

/** Ids of the activities to which an element's flows lead, as history spells them. */
export function targetsOf(element: Element | undefined): ReadonlySet<string> | undefined {
  if (!element) return undefined;
  const known = targets.get(element);
  if (known) return known;
  const ids = element.outgoing.map(({ target }) => (target.loop ? `${target.id}#multiInstanceBody` : target.id));
  const found = new Set(ids);
  targets.set(element, found);
  return found;
}
