import { batchParts, type MergedRows, mergeRows } from './batch-parts.ts';
import type { ChangeRows, RowChange } from './change-rows.ts';
import { CommitFailed } from './commit-failed.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Batch } from './session.ts';
import type { Table } from './table.ts';
import type { TableWriter } from './table-writer.ts';
import { batchTables } from './tables.ts';

/** How long a row may wait for its table, in milliseconds: what changes again meanwhile is written once. */
const LAG_MS = 1_000;
/** So many rows go into their tables with one commit, and a quarter of what is due when that is more. */
const SLICE_ROWS = 1_000;
/** After the tables refused rows, commands go on alone for this long. */
const PAUSE_MS = 500;

type RowState = Pick<RowChange, 'text' | 'links'>;

interface Entry {
  /** The commit since which the row waits. */
  readonly since: number;
  state: RowState;
}

interface Waiter {
  tables: readonly Table<unknown>[];
  /** Everything up to this commit is wanted. */
  upTo: number;
  resolve(): void;
  reject(error: CommitFailed): void;
}

/**
 * Makes a batch durable as one row of a journal and brings its rows into the tables a little later, with other commits. A row
 * that changes often, or is gone soon, costs its table one write. Whoever reads a table waits for what it lacks; what a
 * killed server left in the journal goes into the tables when the next one opens the database.
 */
export class WriteBehind implements TableWriter {
  readonly #batch: Batch;
  /** What the tables lack, by table and id, the longest waiting first. */
  readonly #waiting = new Map<Table<unknown>, Map<string, Entry>>();
  /** The last commit that changed a family, the oldest commit first. */
  readonly #roots = new Map<string, number>();
  /** When commits were made that are not due yet. */
  readonly #recent: { number: number; at: number }[] = [];
  #waiters: Waiter[] = [];
  #last = 0;
  #due = 0;
  #pausedUntil = 0;

  /** @param batch runs the statements of `batchStatements`, on an empty journal */
  constructor(batch: Batch) {
    this.#batch = batch;
    for (const table of batchTables) if (table !== userTaskLinkTable) this.#waiting.set(table, new Map());
  }

  async write(commands: readonly ChangeRows[]): Promise<void> {
    const rows = mergeRows(commands);
    const number = this.#last + 1;
    const entry = { number, text: jsonObject(batchParts(rows)) };
    const slice = this.#takeSlice(this.#dueCommit());
    try {
      await this.#commit(slice, entry);
    } catch (error) {
      if (slice.size === 0) throw error;
      this.#refused(error);
      await this.#commit(new Map(), entry);
    }
    this.#last = number;
    this.#recent.push({ number, at: performance.now() });
    this.#remember(rows, number);
    for (const { rootIds } of commands) {
      for (const rootId of rootIds) {
        this.#roots.delete(rootId);
        this.#roots.set(rootId, number);
      }
    }
    this.#tell();
  }

  get hasWork(): boolean {
    const due = this.#dueCommit();
    return performance.now() >= this.#pausedUntil && (this.#waiters.length > 0 || this.#firstMissing() <= due);
  }

  get isBehind(): boolean {
    return this.#firstMissing() <= this.#last;
  }

  async catchUp(all = false): Promise<void> {
    if (all) this.#pausedUntil = 0;
    const slice = this.#takeSlice(all ? this.#last : this.#dueCommit());
    try {
      if (slice.size > 0) await this.#commit(slice, null);
    } catch (error) {
      this.#refused(error);
      throw error;
    }
    this.#tell();
  }

  caughtUp(tableNames?: Iterable<string>): Promise<void> {
    const names = tableNames && new Set(tableNames);
    if (names?.has(userTaskLinkTable.name)) names.add(userTaskTable.name);
    const tables = [...this.#waiting.keys()].filter(({ name }) => names?.has(name) ?? true);
    if (tables.every((table) => this.#waiting.get(table)!.size === 0)) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ tables, upTo: this.#last, resolve, reject }));
  }

  isBehindOn(rootId: string): boolean {
    return this.#roots.has(rootId);
  }

  /** One transaction: rows into their tables, and a line of the journal. What the tables then hold leaves the journal. */
  async #commit(slice: MergedRows, entry: { number: number; text: string } | null): Promise<void> {
    const needed = this.#firstMissing(slice);
    await this.#batch(batchParts(slice), { entry, needed });
    for (const [table, rows] of slice) {
      const waiting = this.#waiting.get(table)!;
      for (const id of rows.keys()) waiting.delete(id);
    }
    for (const [rootId, number] of this.#roots) {
      if (number >= needed) break;
      this.#roots.delete(rootId);
    }
  }

  /** The first commit of which a table lacks a row, when the rows of `slice` are in theirs; beyond the last when none does. */
  #firstMissing(slice?: MergedRows): number {
    let first = this.#last + 1;
    for (const [table, waiting] of this.#waiting) {
      const taken = slice?.get(table);
      for (const [id, { since }] of waiting) {
        if (taken?.has(id)) continue;
        first = Math.min(first, since);
        break;
      }
    }
    return first;
  }

  /** Rows to bring into their tables now: what is waited for, then what waits since `upTo` or longer. */
  #takeSlice(upTo: number): MergedRows {
    const slice = new Map<Table<unknown>, Map<string, RowState>>();
    if (performance.now() < this.#pausedUntil) return slice;
    let room = Math.max(SLICE_ROWS, this.#countUpTo(upTo) / 4);
    const take = (table: Table<unknown>, limit: number) => {
      const rows = slice.get(table) ?? new Map<string, RowState>();
      for (const [id, entry] of this.#waiting.get(table)!) {
        if (room <= 0 || entry.since > limit) break;
        if (rows.has(id)) continue;
        rows.set(id, entry.state);
        room -= 1;
      }
      if (rows.size > 0) slice.set(table, rows);
    };
    for (const { tables, upTo: wanted } of this.#waiters) for (const table of tables) take(table, wanted);
    for (const table of this.#waiting.keys()) take(table, upTo);
    return slice;
  }

  /** A rough count: a table whose longest waiting row is due counts as a whole. */
  #countUpTo(upTo: number): number {
    let count = 0;
    for (const waiting of this.#waiting.values()) {
      for (const { since } of waiting.values()) {
        if (since <= upTo) count += waiting.size;
        break;
      }
    }
    return count;
  }

  /** The last commit whose rows have waited long enough. */
  #dueCommit(): number {
    const before = performance.now() - LAG_MS;
    let passed = 0;
    while (passed < this.#recent.length && this.#recent[passed]!.at <= before) passed += 1;
    if (passed > 0) this.#due = this.#recent.splice(0, passed).at(-1)!.number;
    return this.#due;
  }

  #remember(rows: MergedRows, number: number): void {
    for (const [table, changes] of rows) {
      const waiting = this.#waiting.get(table)!;
      for (const [id, state] of changes) {
        const known = waiting.get(id);
        if (known) known.state = state;
        else waiting.set(id, { since: number, state });
      }
    }
  }

  /** Lets those go on whose tables are complete. */
  #tell(): void {
    if (this.#waiters.length === 0) return;
    this.#waiters = this.#waiters.filter(({ tables, upTo, resolve }) => {
      for (const table of tables)
        for (const { since } of this.#waiting.get(table)!.values()) {
          if (since <= upTo) return true;
          break;
        }
      resolve();
      return false;
    });
  }

  /** The rows stay in the journal and in memory; readers cannot be served until they are in their tables. */
  #refused(error: unknown): void {
    this.#pausedUntil = performance.now() + PAUSE_MS;
    const failed = new CommitFailed(error, 'what was written last cannot be read yet; try again');
    for (const { reject } of this.#waiters) reject(failed);
    this.#waiters = [];
  }
}

function jsonObject(parts: ReadonlyMap<string, string>): string {
  return `{${Array.from(parts, ([key, json]) => `"${key}":${json}`).join()}}`;
}
