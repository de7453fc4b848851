import type { RowChange } from './change-rows.ts';

/** A row that its table lacks. */
interface WaitingRow {
  readonly id: string;
  /** The commit since which it waits. */
  readonly since: number;
  text: string | null;
  links: readonly string[] | undefined;
}

/** Entries that are done with are cut off when there are so many. */
const CUT = 4_096;

/**
 * What one table lacks: each row as it was left last, the longest waiting first. A list beside the map, since walking a map
 * from its begin passes all that was deleted there. Rows that are taken are on their way: they change no more, and a later
 * version of one waits by itself.
 */
export class WaitingRows {
  readonly #byId = new Map<string, WaitingRow>();
  readonly #inOrder: WaitingRow[] = [];
  #done = 0;
  #taken: readonly WaitingRow[] = [];

  /** How many rows the table lacks, those on their way among them. */
  get size(): number {
    return this.#byId.size + this.#taken.length;
  }

  /** The commit since which the longest waiting row waits; undefined when the table lacks none. */
  get since(): number | undefined {
    return this.#taken[0]?.since ?? this.sinceNext;
  }

  /** The same of the rows that are not on their way. */
  get sinceNext(): number | undefined {
    return this.#inOrder[this.#done]?.since;
  }

  /** How many rows wait since `commit` or longer and are not on their way. */
  countUpTo(commit: number): number {
    let [low, high] = [this.#done, this.#inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#inOrder[middle]!.since <= commit) low = middle + 1;
      else high = middle;
    }
    return low - this.#done;
  }

  /** The first `count` rows, which are on their way until `arrived` or `putBack` is called. */
  take(count: number): readonly Omit<RowChange, 'table'>[] {
    this.#taken = this.#inOrder.slice(this.#done, this.#done + count);
    for (const { id } of this.#taken) this.#byId.delete(id);
    this.#done += count;
    if (this.#done >= CUT || this.#done === this.#inOrder.length) {
      this.#inOrder.splice(0, this.#done);
      this.#done = 0;
    }
    return this.#taken;
  }

  /** The rows that were taken are in their table. */
  arrived(): void {
    this.#taken = [];
  }

  /** The rows that were taken wait again, but for those that have a later version by now. */
  putBack(): void {
    const back = this.#taken.filter(({ id }) => !this.#byId.has(id));
    this.#taken = [];
    for (const row of back) this.#byId.set(row.id, row);
    this.#inOrder.splice(0, this.#done, ...back);
    this.#done = 0;
  }

  /** A row was left so by `commit`. */
  put({ id, text, links }: Omit<RowChange, 'table'>, commit: number): void {
    const known = this.#byId.get(id);
    if (known) {
      known.text = text;
      known.links = links;
      return;
    }
    const row: WaitingRow = { id, since: commit, text, links };
    this.#byId.set(id, row);
    this.#inOrder.push(row);
  }
}
