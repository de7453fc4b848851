import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HistoricActivityInstance } from '../engine/changes.ts';
import type { GraphOf, Recording } from '../replay/recording.ts';

/** What is drawn of an activity, whoever made it: the record or a replay. */
export type StepToDraw = Pick<
  HistoricActivityInstance,
  | 'instanceId'
  | 'definitionKey'
  | 'definitionId'
  | 'activityId'
  | 'activityName'
  | 'activityType'
  | 'startedAt'
  | 'endedAt'
  | 'canceled'
>;

/** How a petition went and would have gone: its steps in the order in which they were entered. */
export interface TwoPaths<Step> {
  before: readonly Step[];
  after: readonly Step[];
}

/** A step as the pages draw it: ids of executions and instances mean nothing to anybody there. */
export interface DrawnStep extends Place {
  /** Which instance of its process in this path, from 0. */
  instance: number;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number | null;
  canceled: boolean;
}

/** Where in a diagram a step is. */
interface Place {
  processKey: string;
  definitionId: string;
  activityId: string;
  name: string | null;
  type: string;
}

/** Each place once, and what differs from step to step as one row of numbers. */
interface ClosedPath {
  places: Place[];
  steps: number[];
}

/** Of a step: its place, its instance, when it was entered, how long it was open (−1: still is), whether it was taken away. */
const NUMBERS = 5;

/** The steps of the record, in the order in which they were entered. */
export function recordedSteps({ family, instances }: Recording, graphOf: GraphOf): StepToDraw[] {
  const entered = family.activities.toSorted((a, b) => (madeAt(a.id) < madeAt(b.id) ? -1 : 1));
  return entered.map(({ instanceId, activityId, activityType, startedAt, endedAt, canceled }) => {
    const { definitionId = '', definitionKey = '' } = instances.get(instanceId) ?? {};
    const activityName = graphOf(definitionId)?.elements.get(elementIdOf(activityId))?.name ?? null;
    return {
      instanceId,
      definitionKey,
      definitionId,
      activityId,
      activityName,
      activityType,
      startedAt,
      endedAt,
      canceled,
    };
  });
}

/** Closes up the paths of a petition: of thousands, somebody looks at a few. The places of a path are few, so each is written once. */
export function closePaths({ before, after }: TwoPaths<StepToDraw>): Uint8Array {
  return deflateRawSync(JSON.stringify([close(before), close(after)]), { level: 1 });
}

/** Opens what `closePaths` closed. */
export function openPaths(closed: Uint8Array): TwoPaths<DrawnStep> {
  const [before, after]: [ClosedPath, ClosedPath] = JSON.parse(inflateRawSync(closed).toString());
  return { before: open(before), after: open(after) };
}

function close(rows: readonly StepToDraw[]): ClosedPath {
  const instances = new Map<string, number>();
  const known = new Map<string, Map<string, number>>();
  const places: Place[] = [];
  const steps: number[] = [];
  for (const row of rows) {
    const { activityId, definitionId, startedAt, endedAt } = row;
    const instance = instances.get(row.instanceId) ?? instances.size;
    instances.set(row.instanceId, instance);
    const there = known.get(definitionId) ?? new Map<string, number>();
    known.set(definitionId, there);
    const place = there.get(activityId) ?? places.push(placeOf(row)) - 1;
    there.set(activityId, place);
    steps.push(place, instance, startedAt, endedAt === null ? -1 : endedAt - startedAt, row.canceled ? 1 : 0);
  }
  return { places, steps };
}

const placeOf = ({ definitionKey, definitionId, activityId, activityName, activityType }: StepToDraw): Place => ({
  processKey: definitionKey,
  definitionId,
  activityId: elementIdOf(activityId),
  name: activityName,
  type: activityType,
});

function open({ places, steps }: ClosedPath): DrawnStep[] {
  return Array.from({ length: steps.length / NUMBERS }, (_, index) => {
    const [place = 0, instance = 0, startedAt = 0, tookMs = 0, canceled] = steps.slice(index * NUMBERS);
    const endedAt = tookMs < 0 ? null : startedAt + tookMs;
    return { ...(places[place] as Place), instance, startedAt, endedAt, canceled: canceled === 1 };
  });
}

/** An activity instance's id is its element's and one that sorts in the order of making. */
const madeAt = (id: string): string => id.slice(id.lastIndexOf(':') + 1);

const elementIdOf = (activityId: string): string => activityId.replace(/#multiInstanceBody$/, '');
