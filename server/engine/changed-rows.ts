const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Rows of one kind by id, in the order in which they were first put. A run has fifteen kinds of rows and changes a few: the
 * map behind a kind is made with its first row.
 */
export class Rows<Row> implements Iterable<[string, Row]> {
  #rows: Map<string, Row> | undefined;

  get size(): number {
    return this.#rows === undefined ? 0 : this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows?.get(id);
  }

  has(id: string): boolean {
    return this.#rows?.has(id) ?? false;
  }

  set(id: string, row: Row): this {
    this.#rows ??= new Map();
    this.#rows.set(id, row);
    return this;
  }

  keys(): MapIterator<string> {
    return (this.#rows ?? NONE).keys();
  }

  values(): MapIterator<Row> {
    return (this.#rows ?? NONE).values();
  }

  [Symbol.iterator](): MapIterator<[string, Row]> {
    return (this.#rows ?? NONE)[Symbol.iterator]();
  }
}
