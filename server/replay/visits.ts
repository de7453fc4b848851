import type { HistoricActivityInstance } from '../engine/changes.ts';
import type { Changes } from '../engine/engine.ts';
import type { RecordedInstance } from '../store/history/recorded-family.ts';
import { placeKey } from './place-key.ts';
import type { Occurrence, Recording } from './recording.ts';

/** An activity that the replay entered, with its counterpart in the record when there is one. */
export interface Visit {
  /** As it is now. */
  row: HistoricActivityInstance;
  readonly occurrence: Occurrence | undefined;
}

/** What listens or waits, as the record knows it: its execution and when that began and ended. */
export interface Counterpart {
  readonly executionId: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/**
 * Finds for each activity of a replay the one of the record that it repeats: the same element, in the same scope, the same time
 * round. What is in no such scope is new.
 */
export class Visits {
  readonly all = new Map<string, Visit>();
  /** Recorded instance by the replay's instance id; undefined for an instance that the record does not know. */
  readonly instances = new Map<string, RecordedInstance | undefined>();
  readonly #recording: Recording;
  readonly #taken = new Map<string, number>();

  constructor(recording: Recording, rootId: string) {
    this.#recording = recording;
    this.instances.set(rootId, recording.root);
  }

  /** Takes in what a command changed; answers the visits that are new. */
  follow({ history }: Changes): Visit[] {
    const fresh: Visit[] = [];
    for (const row of history.activityInstances.values()) {
      const known = this.all.get(row.id);
      if (known) known.row = row;
      else fresh.push(this.#begin(row));
      if (row.calledInstanceId !== null && !this.instances.has(row.calledInstanceId)) this.#call(row);
    }
    return fresh;
  }

  /** The counterpart of a waiting node by its activity instance id, which for an instance itself is the instance's. */
  counterpart(activityInstanceId: string): Counterpart | undefined {
    const instance = this.instances.get(activityInstanceId);
    if (instance) return { executionId: instance.id, startedAt: instance.startedAt, endedAt: instance.endedAt };
    return this.all.get(activityInstanceId)?.occurrence?.activity;
  }

  #begin(row: HistoricActivityInstance): Visit {
    const parentId =
      row.parentId === row.instanceId
        ? this.instances.get(row.instanceId)?.id
        : this.all.get(row.parentId)?.occurrence?.activity.id;
    let occurrence: Occurrence | undefined;
    if (parentId !== undefined) {
      const key = placeKey(parentId, row.activityId);
      const taken = this.#taken.get(key) ?? 0;
      occurrence = this.#recording.places.get(key)?.[taken];
      this.#taken.set(key, taken + 1);
    }
    const visit = { row, occurrence };
    this.all.set(row.id, visit);
    return visit;
  }

  #call({ id, calledInstanceId }: HistoricActivityInstance): void {
    const recorded = this.all.get(id)?.occurrence?.activity.calledInstanceId ?? '';
    this.instances.set(calledInstanceId ?? '', this.#recording.instances.get(recorded));
  }
}
