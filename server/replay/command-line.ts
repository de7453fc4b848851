import type { RecordedActivity, RecordedFamily } from '../store/history/recorded-family.ts';

/**
 * The commands that made a record, as far as their ids tell: each command drew its ids in one go, so what lies between two known
 * ids of neighbouring commands belongs to the later one.
 */
export class CommandLine {
  /** Ids drawn by the engine's own moves, ascending: tokens placed, jobs and tasks that came and went. */
  readonly #marks: string[];
  readonly #placed: readonly RecordedActivity[];

  constructor(family: RecordedFamily) {
    this.#placed = family.activities.toSorted((a, b) => (a.executionId < b.executionId ? -1 : 1));
    this.#marks = [
      ...family.activities.map(({ executionId }) => executionId),
      ...family.externalTasks.map(({ id }) => id),
      ...family.jobs.map(({ id }) => id),
      ...family.userTasks.map(({ id }) => id),
    ].sort();
  }

  /** The last mark before an id; '' when it is the first. */
  before(id: string): string {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#marks[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return this.#marks[low - 1] ?? '';
  }

  /** The activity that was placed last before an id. */
  placedBefore(id: string): RecordedActivity | undefined {
    let low = 0;
    let high = this.#placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#placed[middle]!.executionId < id) low = middle + 1;
      else high = middle;
    }
    return this.#placed[low - 1];
  }
}
