import { batchParts, batchText, mergeRows } from './batch-parts.ts';
import type { ChangeRows } from './change-rows.ts';
import { CommitFailed } from './commit-failed.ts';
import type { Journal } from './journal.ts';
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
 * So many rows go into their tables with one transaction, and a quarter of what is due when that is more. Transactions wait for
 * so many to be due, as pages are then written for many rows at once;
 */
const SLICE_ROWS = 1_000;
/** but not longer than this. */
const SLICE_MS = 250;
/** Commits wait when so many rows do: some 30 MB. */
const FULL_ROWS = 60_000;
/** After the tables refused rows, commands go on alone for this long. */
const PAUSE_MS = 500;

interface Waiter {
  tables: readonly Table<unknown>[];
  /** Everything up to this commit is wanted. */
  upTo: number;
  resolve(): void;
  reject(error: CommitFailed): void;
}

/**
 * Makes a batch durable as one row of a journal and brings its rows into the tables a little later, beside the commits that
 * come then. A row that changes often, or is gone soon, costs its table one write. Whoever reads a table waits for what it
 * lacks; what a killed server left in the journal goes into the tables when the next one opens the database.
 */
export class WriteBehind implements TableWriter {
  readonly #batch: Batch;
  readonly #journal: Journal;
  /** What the tables lack. */
  readonly #waiting = new Map<Table<unknown>, WaitingRows>();
  /** The last commit that changed a family, the oldest commit first. */
  readonly #roots = new Map<string, number>();
  /** When commits were made that are not due yet. */
  readonly #recent: { number: number; at: number }[] = [];
  #waiters: Waiter[] = [];
  #last: number;
  #due: number;
  /** The first commit that the journal must keep. */
  #needed: number;
  #pausedUntil = 0;
  #slicedAt = 0;

  /**
   * @param batch runs the statements of `batchStatements`
   * @param journal all of it is in the tables
   * @param last the number of its last line
   */
  constructor(batch: Batch, journal: Journal, last: number) {
    this.#batch = batch;
    this.#journal = journal;
    this.#last = last;
    this.#due = last;
    this.#needed = last + 1;
    for (const table of batchTables) if (table !== userTaskLinkTable) this.#waiting.set(table, new WaitingRows());
  }

  async write(commands: readonly ChangeRows[]): Promise<void> {
    const rows = mergeRows(commands);
    const number = this.#last + 1;
    await this.#journal.append(number, batchText(rows), this.#needed);
    this.#last = number;
    this.#recent.push({ number, at: performance.now() });
    for (const [table, changes] of rows) {
      const waiting = this.#waiting.get(table)!;
      for (const change of changes.values()) waiting.put(change, number);
    }
    for (const { rootIds } of commands) {
      for (const rootId of rootIds) {
        this.#roots.delete(rootId);
        this.#roots.set(rootId, number);
      }
    }
  }

  /** Whether somebody waits, so many rows are due that a transaction pays, or the last one is too long ago. */
  get hasWork(): boolean {
    const now = performance.now();
    if (now < this.#pausedUntil) return false;
    if (this.#waiters.length > 0) return true;
    const due = this.#countUpTo(this.#dueCommit());
    return due >= SLICE_ROWS || (due > 0 && now - this.#slicedAt > SLICE_MS);
  }

  get isFull(): boolean {
    return this.#countUpTo(this.#last) >= FULL_ROWS;
  }

  get isBehind(): boolean {
    for (const waiting of this.#waiting.values()) if (waiting.size > 0) return true;
    return false;
  }

  async catchUp(all = false): Promise<void> {
    if (all) this.#pausedUntil = 0;
    else if (performance.now() < this.#pausedUntil) return;
    const slice = this.#takeSlice(all ? this.#last : this.#dueCommit());
    if (slice.length === 0) return;
    const rows = slice.map(([table, count]) => [table, this.#waiting.get(table)!.take(count)] as const);
    const needed = this.#firstNext();
    try {
      await this.#batch(batchParts(rows), needed);
    } catch (error) {
      for (const [table] of slice) this.#waiting.get(table)!.putBack();
      this.#refused(error);
      throw error;
    }
    for (const [table] of slice) this.#waiting.get(table)!.arrived();
    this.#arrived(needed);
    // Else they go with the next line. What could not be removed is known to be done with all the same.
    if (!this.isBehind) await this.#journal.trim(needed).catch(() => undefined);
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

  assertWritable(): Promise<void> {
    return this.#journal.assertWritable();
  }

  /** The first commit of which rows wait that are not on their way; beyond the last when none do. */
  #firstNext(): number {
    let first = this.#last + 1;
    for (const { sinceNext } of this.#waiting.values()) first = Math.min(first, sinceNext ?? first);
    return first;
  }

  /** How many rows of which tables to bring there now: what is waited for, then what waits since `upTo` or longer. */
  #takeSlice(upTo: number): (readonly [Table<unknown>, number])[] {
    const slice = new Map<Table<unknown>, number>();
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
    return [...slice];
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

  /** Rows are in their tables: lets those go on whose tables are complete. */
  #arrived(needed: number): void {
    this.#slicedAt = performance.now();
    this.#needed = needed;
    for (const [rootId, number] of this.#roots) {
      if (number >= needed) break;
      this.#roots.delete(rootId);
    }
    this.#waiters = this.#waiters.filter(({ tables, upTo, resolve }) => {
      if (tables.some((table) => (this.#waiting.get(table)!.since ?? upTo + 1) <= upTo)) return true;
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
