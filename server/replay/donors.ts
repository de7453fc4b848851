import type { Element } from '../engine/model/graph.ts';
import type { RecordedActivity } from '../store/history/recorded-family.ts';
import { NOTHING_SAID, type Outcome } from './outcome.ts';
import { placeKey } from './place-key.ts';
import type { GraphOf, Recording } from './recording.ts';

/** How long something took in the record, and what came of it. */
export interface Donor {
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/** What was drawn, and from what: the same step's record has answers too, another's only tells how long such a step takes. */
export interface Drawn {
  readonly durationMs: number;
  readonly outcome: Outcome | null;
}

/** What is known of steps that a petition did not meet, or not to their end: the record of others. */
export class Donors {
  readonly #pools = new Map<string, Donor[]>();
  #sorted = true;

  /** Takes in all steps of a recording. */
  add(recording: Recording, graphOf: GraphOf): void {
    this.#sorted = false;
    for (const { activity, outcome } of recording.occurrences) {
      const instance = recording.instances.get(activity.instanceId);
      const element = instance && graphOf(instance.definitionId)?.elements.get(activity.activityId);
      if (!instance || !element) continue;
      if (outcome) {
        const donor = { durationMs: outcome.at - activity.startedAt, outcome };
        for (const key of new Set(keysOf(instance.definitionKey, element))) this.#put(key, donor);
      } else for (const word of wordsAt(element)) this.#addWord(recording, activity, instance.definitionKey, word);
    }
  }

  /** Whether and when a word came for which an activity waited. */
  #addWord({ happenings, family }: Recording, activity: RecordedActivity, key: string, elementId: string): void {
    const { executionId, startedAt, endedAt } = activity;
    const came = happenings.triggers.get(placeKey(executionId, elementId))?.[0];
    const outcome: Outcome = came
      ? { kind: 'done', at: came.at, order: '', answer: { ...NOTHING_SAID, variables: came.variables } }
      : { kind: 'cut', at: endedAt ?? family.writes.at(-1)?.at ?? startedAt };
    this.#put(wordKey(key, elementId), { durationMs: outcome.at - startedAt, outcome });
  }

  /**
   * Draws for a task from those who came to its end: the same step before others of its topic, then others of its role, then any.
   * @param minMs how long it is known to have taken at least
   * @param chance 0 (included) to 1
   */
  task(definitionKey: string, element: Element, minMs: number, chance: number): Drawn | undefined {
    for (const [rank, key] of keysOf(definitionKey, element).entries()) {
      const pool = this.#pool(key).filter(({ outcome }) => outcome.kind !== 'cut');
      if (pool.length === 0) continue;
      const longer = pool.slice(pool.findIndex(({ durationMs }) => durationMs > minMs));
      const isLonger = pool.at(-1)!.durationMs > minMs;
      const donor = pick(isLonger ? longer : pool, chance);
      // Nobody took so long: as long again as somebody did.
      const durationMs = isLonger ? donor.durationMs : minMs + donor.durationMs;
      return { durationMs, outcome: rank < SAME_WORK ? donor.outcome : null };
    }
    return undefined;
  }

  /** Draws whether and when a word comes that is waited for; undefined: never. */
  word(definitionKey: string, elementId: string, minMs: number, chance: number): Drawn | undefined {
    const pool = this.#pool(wordKey(definitionKey, elementId)).filter(({ durationMs }) => durationMs > minMs);
    if (pool.length === 0) return undefined;
    const { durationMs, outcome } = pick(pool, chance);
    return outcome.kind === 'cut' ? undefined : { durationMs, outcome };
  }

  #put(key: string, donor: Donor): void {
    const pool = this.#pools.get(key);
    if (pool) pool.push(donor);
    else this.#pools.set(key, [donor]);
  }

  #pool(key: string): readonly Donor[] {
    if (!this.#sorted) {
      for (const pool of this.#pools.values()) pool.sort((a, b) => a.durationMs - b.durationMs);
      this.#sorted = true;
    }
    return this.#pools.get(key) ?? [];
  }
}

/** The first so many keys name the same work. */
const SAME_WORK = 2;

function keysOf(definitionKey: string, element: Element): string[] {
  const { external, userTask } = element;
  const role = userTask?.candidateGroups[0]?.source ?? userTask?.assignee?.source ?? '';
  const same = external ? `topic ${external.topic.source}` : `step ${definitionKey}/${element.id}`;
  return [`step ${definitionKey}/${element.id}`, same, ...(userTask ? [`role ${role}`, 'any person'] : [])];
}

const wordKey = (definitionKey: string, elementId: string): string => `word ${definitionKey}/${elementId}`;

/** The events of an element that wait for a word: its own, or those behind an event-based gateway. */
function wordsAt(element: Element): string[] {
  const isWord = ({ behavior, event }: Element): boolean =>
    behavior === 'receive-task' ||
    (behavior === 'catch-event' && (event?.kind === 'message' || event?.kind === 'signal'));
  if (element.behavior === 'event-based-gateway')
    return element.outgoing.flatMap(({ target }) => (isWord(target) ? [target.id] : []));
  const isChosen = element.incoming.some(({ source }) => source.behavior === 'event-based-gateway');
  return isWord(element) && !isChosen ? [element.id] : [];
}

const pick = (pool: readonly Donor[], chance: number): Donor => pool[Math.floor(chance * pool.length)]!;
