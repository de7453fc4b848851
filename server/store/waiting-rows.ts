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
 * from its begin passes all that was deleted there.
 */
export class WaitingRows {
  readonly #byId = new Map<string, WaitingRow>();
  readonly #inOrder: WaitingRow[] = [];
  #done = 0;

  get size(): number {
    return this.#byId.size;
  }

  /** The commit since which the row waits that would be first if `taken` rows were gone; undefined when there is none. */
  since(taken = 0): number | undefined {
    return this.#inOrder[this.#done + taken]?.since;
  }

  /** How many rows wait since `commit` or longer. */
  countUpTo(commit: number): number {
    let [low, high] = [this.#done, this.#inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#inOrder[middle]!.since <= commit) low = middle + 1;
      else high = middle;
    }
    return low - this.#done;
  }

  /** The first `count` rows. They wait until they are dropped. */
  first(count: number): readonly Omit<RowChange, 'table'>[] {
    return this.#inOrder.slice(this.#done, this.#done + count);
  }

  /** The first `count` rows are in their table. */
  drop(count: number): void {
    for (let index = this.#done; index < this.#done + count; index++) this.#byId.delete(this.#inOrder[index]!.id);
    this.#done += count;
    if (this.#done < CUT && this.#done < this.#inOrder.length) return;
    this.#inOrder.splice(0, this.#done);
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
