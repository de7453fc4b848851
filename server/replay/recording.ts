import type { ProcessGraph } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { RecordedActivity, RecordedFamily, RecordedInstance } from '../store/history/recorded-family.ts';
import { arrange } from './arranged.ts';
import { type Happenings, happeningsOf } from './happenings.ts';
import type { Outcome } from './outcome.ts';
import { outcomesOf } from './outcomes.ts';
import { type RecordedTimer, timersOf } from './timers.ts';

/** One activity as it was recorded, with what became of it. */
export interface Occurrence {
  readonly activity: RecordedActivity;
  /** Of what waits in it; null for what the engine does by itself. */
  readonly outcome: Outcome | null;
  /** What was entered in it, when it is a scope. */
  readonly inside: Occurrences;
}

/** Activities of one scope by their ids, each in order of occurrence. */
export type Occurrences = Map<string, Occurrence[]>;

/** The record of one root instance, arranged so that a replay finds each step's counterpart. Immutable. */
export interface Recording {
  readonly family: RecordedFamily;
  readonly root: RecordedInstance;
  /** Variables with which the root instance was started. */
  readonly initial: Readonly<Record<string, TypedValue>>;
  readonly instances: ReadonlyMap<string, RecordedInstance>;
  /** What was entered in each instance itself, by the instance's id. */
  readonly places: ReadonlyMap<string, Occurrences>;
  readonly occurrences: readonly Occurrence[];
  /** By `placeKey(execution, element)`, in order of creation. */
  readonly timers: ReadonlyMap<string, readonly RecordedTimer[]>;
  /** What was told from outside. */
  readonly happenings: Happenings;
}

/** What is in an activity that is no scope; nobody puts anything there. */
const NOTHING: Occurrences = new Map();

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
  const arranged = arrange(family);
  const outcomes = outcomesOf(family, arranged, instances, graphOf);
  const places = new Map<string, Occurrences>(family.instances.map(({ id }) => [id, new Map()]));
  const ordered = family.activities.toSorted((a, b) => a.sequence - b.sequence);
  const byId = new Map<string, Occurrence & { inside: Occurrences }>();
  for (const activity of ordered)
    byId.set(activity.id, { activity, outcome: outcomes.get(activity.id) ?? null, inside: NOTHING });
  for (const occurrence of byId.values()) {
    const { activityId, parentId } = occurrence.activity;
    const around = byId.get(parentId);
    // Few activities are scopes.
    if (around?.inside === NOTHING) around.inside = new Map();
    const scope = around?.inside ?? places.get(parentId);
    const there = scope?.get(activityId);
    if (there) there.push(occurrence);
    else scope?.set(activityId, [occurrence]);
  }
  return {
    family,
    root,
    initial,
    instances,
    places,
    occurrences: [...byId.values()],
    timers: timersOf(family),
    happenings: happeningsOf(family, arranged, instances, graphOf),
  };
}
