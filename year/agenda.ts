/** What somebody will do at a moment. */
export interface Item {
  atMs: number;
  /** Items of one owner are done one after the other, in the order in which they were put down. */
  owner: string;
  act(): Promise<void>;
}

/** What people have before them, the earliest first (a binary heap). */
export class Agenda {
  readonly #heap: (Item & { sequence: number })[] = [];
  #count = 0;

  put(item: Item): void {
    this.#count += 1;
    this.#heap.push({ ...item, sequence: this.#count });
    let at = this.#heap.length - 1;
    while (at > 0 && this.#isBefore(at, (at - 1) >> 1)) at = this.#swap(at, (at - 1) >> 1);
  }

  /** When the first of them is due, or null. */
  get nextMs(): number | null {
    return this.#heap[0]?.atMs ?? null;
  }

  /** Takes out all that are due, by owner. */
  takeDue(nowMs: number): Map<string, Item[]> {
    const due = new Map<string, Item[]>();
    while (this.#heap[0] && this.#heap[0].atMs <= nowMs) {
      const item = this.#takeFirst();
      const items = due.get(item.owner);
      if (items) items.push(item);
      else due.set(item.owner, [item]);
    }
    return due;
  }

  #takeFirst(): Item {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (!first || !last) throw new RangeError('the agenda is empty');
    if (this.#heap.length === 0) return first;
    this.#heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.#heap.length && this.#isBefore(child, least)) least = child;
      }
      if (least === at) return first;
      at = this.#swap(at, least);
    }
  }

  #isBefore(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left], this.#heap[right]];
    if (!a || !b) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
  }

  #swap(from: number, to: number): number {
    const [a, b] = [this.#heap[from], this.#heap[to]];
    if (a && b) {
      this.#heap[from] = b;
      this.#heap[to] = a;
    }
    return to;
  }
}
