interface Pending {
  changes: number;
  waiting?: (() => void)[];
}

/** Counts, family by family, the changes that are not committed yet. */
export class PendingRoots {
  readonly #byRoot = new Map<string, Pending>();

  add(rootIds: Iterable<string>): void {
    for (const rootId of rootIds) {
      const pending = this.#byRoot.get(rootId);
      if (pending) pending.changes += 1;
      else this.#byRoot.set(rootId, { changes: 1 });
    }
  }

  remove(rootIds: Iterable<string>): void {
    for (const rootId of rootIds) {
      const pending = this.#byRoot.get(rootId);
      if (!pending) continue;
      pending.changes -= 1;
      if (pending.changes > 0) continue;
      this.#byRoot.delete(rootId);
      for (const resolve of pending.waiting ?? []) resolve();
    }
  }

  has(rootId: string): boolean {
    return this.#byRoot.has(rootId);
  }

  rootIds(): Iterable<string> {
    return this.#byRoot.keys();
  }

  /** Resolves when the family has no change that is not committed or dropped. */
  settled(rootId: string): Promise<void> {
    const pending = this.#byRoot.get(rootId);
    if (!pending) return Promise.resolve();
    return new Promise((resolve) => {
      pending.waiting ??= [];
      pending.waiting.push(resolve);
    });
  }
}
