import type { RecordedFamily } from '../store/history/recorded-family.ts';
import { placeKey } from './place-key.ts';

/** A timer as it was recorded. Times are epoch milliseconds. */
export interface RecordedTimer {
  /** When it was due as it was set. */
  readonly firstDueAt: number | null;
  /** When it was due at last: somebody may have moved it. */
  readonly lastDueAt: number | null;
  readonly firedAt: number | null;
  /** Id of the command in which it fired. */
  readonly order: string | null;
}

/** Timers by the execution in which they waited and their element, in order of creation. */
export function timersOf({ jobs }: RecordedFamily): Map<string, RecordedTimer[]> {
  const places = new Map<string, RecordedTimer[]>();
  const started = new Map<string, { key: string; index: number }>();
  for (const { event, jobId, executionId, activityId, dueAt, at, id } of jobs) {
    const key = placeKey(executionId, activityId);
    if (event === 'creation') {
      const there = places.get(key) ?? [];
      places.set(key, there);
      started.set(jobId, { key, index: there.length });
      there.push({ firstDueAt: dueAt, lastDueAt: dueAt, firedAt: null, order: null });
      continue;
    }
    const place = started.get(jobId);
    const timer = place && places.get(place.key)?.[place.index];
    if (!place || !timer || event === 'failure') continue;
    const fired = event === 'success';
    places.get(place.key)![place.index] = {
      ...timer,
      lastDueAt: dueAt,
      firedAt: fired ? at : null,
      order: fired ? id : null,
    };
  }
  return places;
}
