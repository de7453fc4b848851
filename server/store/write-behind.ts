import { batchParts, batchText, type MergedRows, mergeRows, rowsOf } from './batch-parts.ts';
import type { ChangeRows, RowChange } from './change-rows.ts';
import { CommitFailed } from './commit-failed.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Batch } from './session.ts';
import type { Table } from './table.ts';
import type { TableWriter } from './table-writer.ts';
import { batchTables } from './tables.ts';
import { WaitingRows } from './waiting-rows.ts';

/** How long a row may wait for its table, in milliseconds: what changes again meanwhile is written once. */
const LAG_MS = 1_000;
/**
 * So many rows go into their tables with one commit, and a quarter of what is due when that is more. Commits wait for so many
 * to be due, as most of them then cost nothing but their line of the journal, and pages are written for many rows at once;
 */
const SLICE_ROWS = 1_000;
/** but not longer than this. */
const SLICE_MS = 250;
/** After the tables refused rows, commands go on alone for this long. */
const PAUSE_MS = 500;

interface Waiter {
  tables: readonly Table<unknown>[];
  /** Everything up to this commit is wanted. */
  upTo: number;
  resolve(): void;
  reject(error: CommitFailed): void;
}

/** How many of the longest waiting rows of each table go into it now. */
type Slice = ReadonlyMap<Table<unknown>, number>;

const NOTHING: Slice = new Map();

/**
 * Makes a batch durable as one row of a journal and brings its rows into the tables a little later, with other commits. A row
 * that changes often, or is gone soon, costs its table one write. Whoever reads a table waits for what it lacks; what a
 * killed server left in the journal goes into the tables when the next one opens the database.
 */
export class WriteBehind implements TableWriter {
  readonly #batch: Batch;
  /** What the tables lack. */
  readonly #waiting = new Map<Table<unknown>, WaitingRows>();
  /** The last commit that changed a family, the oldest commit first. */
  readonly #roots = new Map<string, number>();
  /** When commits were made that are not due yet. */
  readonly #recent: { number: number; at: number }[] = [];
  #waiters: Waiter[] = [];
  #last = 0;
  #due = 0;
  #pausedUntil = 0;
  #slicedAt = 0;

  /** @param batch runs the statements of `batchStatements`, on an empty journal */
  constructor(batch: Batch) {
    this.#batch = batch;
    for (const table of batchTables) if (table !== userTaskLinkTable) this.#waiting.set(table, new WaitingRows());
  }

  async write(commands: readonly ChangeRows[]): Promise<void> {
    const rows = mergeRows(commands);
    const number = this.#last + 1;
    const entry = { number, text: batchText(rowsOf(rows)) };
    const slice = this.#isSliceDue() ? this.#takeSlice(this.#dueCommit()) : NOTHING;
    try {
      await this.#commit(slice, entry);
    } catch (error) {
      if (slice.size === 0) throw error;
      this.#refused(error);
      await this.#commit(NOTHING, entry);
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
  async #commit(slice: Slice, entry: { number: number; text: string } | null): Promise<void> {
    const needed = this.#firstMissing(slice);
    await this.#batch(batchParts(this.#rowsOf(slice)), { entry, needed });
    for (const [table, count] of slice) this.#waiting.get(table)!.drop(count);
    if (slice.size === 0) return;
    this.#slicedAt = performance.now();
    for (const [rootId, number] of this.#roots) {
      if (number >= needed) break;
      this.#roots.delete(rootId);
    }
  }

  *#rowsOf(slice: Slice): Iterable<readonly [Table<unknown>, Iterable<Omit<RowChange, 'table'>>]> {
    for (const [table, count] of slice) yield [table, this.#waiting.get(table)!.first(count)];
  }

  /** The first commit of which a table lacks a row, when the rows of `slice` are in theirs; beyond the last when none does. */
  #firstMissing(slice: Slice = NOTHING): number {
    let first = this.#last + 1;
    for (const [table, waiting] of this.#waiting) {
      first = Math.min(first, waiting.since(slice.get(table)) ?? first);
    }
    return first;
  }

  /** Whether somebody waits, so many rows are due that a commit of theirs pays, or the last one is too long ago. */
  #isSliceDue(): boolean {
    if (this.#waiters.length > 0 || performance.now() - this.#slicedAt > SLICE_MS) return true;
    return this.#countUpTo(this.#dueCommit()) >= SLICE_ROWS;
  }

  /** Rows to bring into their tables now: what is waited for, then what waits since `upTo` or longer. */
  #takeSlice(upTo: number): Slice {
    const slice = new Map<Table<unknown>, number>();
    if (performance.now() < this.#pausedUntil) return slice;
    let room = Math.max(SLICE_ROWS, Math.ceil(this.#countUpTo(upTo) / 4));
    const take = (table: Table<unknown>, limit: number) => {
      const taken = slice.get(table) ?? 0;
      const count = Math.min(this.#waiting.get(table)!.countUpTo(limit), taken + room);
      if (count <= taken) return;
      slice.set(table, count);
      room -= count - taken;
    };
    for (const { tables, upTo: wanted } of this.#waiters) for (const table of tables) take(table, wanted);
    for (const table of this.#waiting.keys()) take(table, upTo);
    return slice;
  }

  /** How many rows wait since this commit or longer. */
  #countUpTo(commit: number): number {
    let count = 0;
    for (const waiting of this.#waiting.values()) count += waiting.countUpTo(commit);
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
      for (const change of changes.values()) waiting.put(change, number);
    }
  }

  /** Lets those go on whose tables are complete. */
  #tell(): void {
    if (this.#waiters.length === 0) return;
    this.#waiters = this.#waiters.filter(({ tables, upTo, resolve }) => {
      if (tables.some((table) => (this.#waiting.get(table)!.since() ?? upTo + 1) <= upTo)) return true;
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
