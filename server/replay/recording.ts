import type { ProcessGraph } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { RecordedActivity, RecordedFamily, RecordedInstance } from '../store/history/recorded-family.ts';
import { type Happenings, happeningsOf } from './happenings.ts';
import type { Outcome } from './outcome.ts';
import { outcomesOf } from './outcomes.ts';
import { placeKey } from './place-key.ts';
import { type RecordedTimer, timersOf } from './timers.ts';

/** One activity as it was recorded, with what became of it. */
export interface Occurrence {
  readonly activity: RecordedActivity;
  /** Of what waits in it; null for what the engine does by itself. */
  readonly outcome: Outcome | null;
}

/** The record of one root instance, arranged so that a replay finds each step's counterpart. Immutable. */
export interface Recording {
  readonly family: RecordedFamily;
  readonly root: RecordedInstance;
  /** Variables with which the root instance was started. */
  readonly initial: Readonly<Record<string, TypedValue>>;
  readonly instances: ReadonlyMap<string, RecordedInstance>;
  /** By `placeKey(parent activity instance, activity)`, in order of occurrence. */
  readonly places: ReadonlyMap<string, readonly Occurrence[]>;
  /** By `placeKey(execution, element)`, in order of creation. */
  readonly timers: ReadonlyMap<string, readonly RecordedTimer[]>;
  /** What was told from outside. */
  readonly happenings: Happenings;
}

/** Compiled graph of a definition by its id; undefined when it is not known any more. */
export type GraphOf = (definitionId: string) => ProcessGraph | undefined;

/** Arranges what history tells of a root instance. */
export function recordingOf(family: RecordedFamily, graphOf: GraphOf): Recording | undefined {
  const instances = new Map(family.instances.map((instance) => [instance.id, instance]));
  const root = instances.get(family.rootId);
  if (!root) return undefined;
  const initial: Record<string, TypedValue> = {};
  for (const write of family.writes) {
    if (write.initial && write.instanceId === root.id) initial[write.name] = write.value;
  }
  const outcomes = outcomesOf(family, instances, graphOf);
  const places = new Map<string, Occurrence[]>();
  const ordered = family.activities.toSorted((a, b) => a.sequence - b.sequence);
  for (const activity of ordered) {
    const key = placeKey(activity.parentId, activity.activityId);
    const occurrence = { activity, outcome: outcomes.get(activity.id) ?? null };
    const there = places.get(key);
    if (there) there.push(occurrence);
    else places.set(key, [occurrence]);
  }
  return {
    family,
    root,
    initial,
    instances,
    places,
    timers: timersOf(family),
    happenings: happeningsOf(family, instances, graphOf),
  };
}
