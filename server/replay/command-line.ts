import type { RecordedActivity, RecordedFamily } from '../store/history/recorded-family.ts';

/**
 * The commands that made a record, as far as their ids tell: each command drew its ids in one go, so what lies between two known
 * ids of neighbouring commands belongs to the later one.
 */
export class CommandLine {
  /** Activities in the order in which they were placed. */
  readonly placed: readonly RecordedActivity[];
  readonly #family: RecordedFamily;
  #known: string[] | undefined;

  constructor(family: RecordedFamily) {
    this.#family = family;
    this.placed = family.activities.toSorted((a, b) => (a.executionId < b.executionId ? -1 : 1));
  }

  /** Ids drawn by the engine's own moves, ascending: tokens placed, jobs and tasks that came and went. */
  get #marks(): readonly string[] {
    const { externalTasks, jobs, userTasks } = this.#family;
    this.#known ??= [
      ...this.placed.map(({ executionId }) => executionId),
      ...externalTasks.map(({ id }) => id),
      ...jobs.map(({ id }) => id),
      ...userTasks.map(({ id }) => id),
    ].sort();
    return this.#known;
  }

  /** The last mark before an id; '' when it is the first. */
  before(id: string): string {
    const marks = this.#marks;
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return marks[low - 1] ?? '';
  }

  /** The activity that was placed last before an id. */
  placedBefore(id: string): RecordedActivity | undefined {
    let low = 0;
    let high = this.placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.placed[middle]!.executionId < id) low = middle + 1;
      else high = middle;
    }
    return this.placed[low - 1];
  }
}
