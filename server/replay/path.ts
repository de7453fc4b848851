import type { RecordedActivity } from '../store/history/recorded-family.ts';

/** A step of a path, whoever made it: the record or a replay. */
export type PathStep = Pick<
  RecordedActivity,
  'instanceId' | 'activityId' | 'calledInstanceId' | 'startedAt' | 'endedAt' | 'canceled' | 'sequence'
>;

/**
 * The path of a root instance as text: every activity of every instance in the order in which it was entered, gateways and events
 * included, those that were taken away marked `!`, those still open `…`, called instances in brackets where they were called.
 */
export function pathText(rootId: string, steps: Iterable<PathStep>): string {
  const byInstance = new Map<string, PathStep[]>();
  for (const step of steps) {
    const there = byInstance.get(step.instanceId);
    if (there) there.push(step);
    else byInstance.set(step.instanceId, [step]);
  }
  const write = (instanceId: string): string =>
    (byInstance.get(instanceId) ?? [])
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ activityId, canceled, endedAt, calledInstanceId }) => {
        const mark = canceled ? '!' : endedAt === null ? '…' : '';
        return activityId + mark + (calledInstanceId === null ? '' : `(${write(calledInstanceId)})`);
      })
      .join(' ');
  return write(rootId);
}
