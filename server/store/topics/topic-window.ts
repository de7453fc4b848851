import type { ExternalTaskFacts } from '../committed-batch.ts';
import { comparePlaces, type Place } from './topic-request.ts';

/** A task the queue knows of. `taken`: handed out and neither locked nor put back yet. */
export interface KnownTask {
  facts: ExternalTaskFacts;
  state: 'available' | 'taken' | 'locked';
}

/** No more available tasks of a topic than this are kept in memory after a trim; twice as many before it. */
export const WINDOW_SIZE = 2_000;

/**
 * The first available tasks of one topic, in order. Everything up to `readTo` was read from the database or seen being
 * committed; what lies behind it is in the database only, unless `complete`.
 */
export class TopicWindow {
  readonly tasks: KnownTask[] = [];
  readTo: Place | undefined;
  complete = false;
  /** While the database is being read: what was committed meanwhile, as the answer may be older. */
  meanwhile: Map<string, ExternalTaskFacts | null> | undefined;
  reading: Promise<void> | undefined;

  /** Whether a task at this place belongs into memory. */
  covers(place: Place): boolean {
    return this.complete || (this.readTo !== undefined && comparePlaces(place, this.readTo) <= 0);
  }

  add(task: KnownTask): void {
    this.tasks.splice(this.#indexOf(task.facts), 0, task);
  }

  remove(task: KnownTask): void {
    const index = this.#indexOf(task.facts);
    if (this.tasks[index] === task) this.tasks.splice(index, 1);
  }

  /** Leaves the tail to the database when there is too much of it; answers what was left. */
  trim(): KnownTask[] {
    if (this.tasks.length <= 2 * WINDOW_SIZE) return [];
    const tail = this.tasks.splice(WINDOW_SIZE);
    const last = this.tasks.at(-1)!.facts;
    // A task may have been put here from behind what was read: then the reading still goes on from where it was.
    if (this.complete || (this.readTo && comparePlaces(last, this.readTo) < 0)) this.readTo = last;
    this.complete = false;
    return tail;
  }

  /** Where a task at this place stands or would stand. */
  #indexOf(place: Place): number {
    let [low, high] = [0, this.tasks.length];
    // New tasks are mostly the last.
    if (high > 0 && comparePlaces(this.tasks[high - 1]!.facts, place) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePlaces(this.tasks[middle]!.facts, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
