import type { HistoricActivityInstance } from '../engine/changes.ts';
import type { Changes } from '../engine/engine.ts';
import type { RecordedInstance } from '../store/history/recorded-family.ts';
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
  /** How many of the occurrences of one activity in one scope have a visit. */
  readonly #taken = new Map<readonly Occurrence[], number>();

  constructor(recording: Recording, rootId: string) {
    this.#recording = recording;
    this.instances.set(rootId, recording.root);
  }

  /** Takes in what a command changed. */
  follow({ history }: Changes): void {
    for (const row of history.activityInstances.values()) {
      const known = this.all.get(row.id);
      if (known) known.row = row;
      else this.#begin(row);
      if (row.calledInstanceId !== null && !this.instances.has(row.calledInstanceId)) this.#call(row);
    }
  }

  /** The counterpart of a waiting node by its activity instance id, which for an instance itself is the instance's. */
  counterpart(activityInstanceId: string): Counterpart | undefined {
    const instance = this.instances.get(activityInstanceId);
    if (instance) return { executionId: instance.id, startedAt: instance.startedAt, endedAt: instance.endedAt };
    return this.all.get(activityInstanceId)?.occurrence?.activity;
  }

  #begin(row: HistoricActivityInstance): void {
    const scope =
      row.parentId === row.instanceId
        ? this.#recording.places.get(this.instances.get(row.instanceId)?.id ?? '')
        : this.all.get(row.parentId)?.occurrence?.inside;
    const there = scope?.get(row.activityId);
    let occurrence: Occurrence | undefined;
    if (there) {
      const taken = this.#taken.get(there) ?? 0;
      occurrence = there[taken];
      this.#taken.set(there, taken + 1);
    }
    this.all.set(row.id, { row, occurrence });
  }

  #call({ id, calledInstanceId }: HistoricActivityInstance): void {
    const recorded = this.all.get(id)?.occurrence?.activity.calledInstanceId ?? '';
    this.instances.set(calledInstanceId ?? '', this.#recording.instances.get(recorded));
  }
}
