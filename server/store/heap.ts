/** A binary heap: the entry that `before` puts first comes out first. */
export class Heap<Entry> {
  readonly #entries: Entry[] = [];
  readonly #before: (left: Entry, right: Entry) => boolean;

  constructor(before: (left: Entry, right: Entry) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#entries.length;
  }

  peek(): Entry | undefined {
    return this.#entries[0];
  }

  push(entry: Entry): void {
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(entry, entries[parent]!)) break;
      entries[at] = entries[parent]!;
      at = parent;
    }
    entries[at] = entry;
  }

  pop(): Entry | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (entries.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && this.#before(entries[child + 1]!, entries[child]!)) child += 1;
      if (!this.#before(entries[child]!, last)) break;
      entries[at] = entries[child]!;
      at = child;
    }
    entries[at] = last;
    return first;
  }

  /** Keeps only the entries that `keep` names. */
  retain(keep: (entry: Entry) => boolean): void {
    const kept = this.#entries.filter(keep);
    this.#entries.length = 0;
    for (const entry of kept) this.push(entry);
  }
}
