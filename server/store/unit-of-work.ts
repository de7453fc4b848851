import type { Knex } from 'knex';
import type { Changes } from '../engine/changes.ts';
import { type Alongside, type ChangeRows, changeRows } from './change-rows.ts';
import { CommitFailed } from './commit-failed.ts';
import { type CommittedBatch, newCommittedBatch } from './committed-batch.ts';
import type { Database } from './database.ts';
import type { LargeValues } from './large-values.ts';
import { PendingRoots } from './pending-roots.ts';
import type { RequiredColumns } from './required-columns.ts';
import type { TableWriter } from './table-writer.ts';
import { familyTables } from './tables.ts';

/** A transaction of its own: its queries, and what listeners shall be told when it is committed. */
export interface StoreTransaction {
  readonly knex: Knex.Transaction;
  readonly committed: CommittedBatch;
}

/** How one batch went: for whoever measures. */
export interface BatchReport {
  commands: number;
  durationMs: number;
  written: boolean;
}

interface Waiting {
  resolve(): void;
  reject(error: CommitFailed): void;
}

interface Command extends Waiting {
  kind: 'command';
  change: ChangeRows;
}

interface OwnTransaction {
  kind: 'transaction';
  run(): Promise<void>;
}

/** One commit takes at most this many commands and, beyond the first, this many characters of long text. */
const BATCH_COMMANDS = 500;
const BATCH_CHARACTERS = 8 * 1024 * 1024;
/** When no command comes, the tables are looked after this often. */
const IDLE_MS = 250;
/** What a family is read from. */
const FAMILY_TABLES = familyTables.map(({ name }) => name);

/**
 * Many commands, one commit. What arrives while a commit is running is collected and shares the next one, which starts as
 * soon as the running one has ended. A promise resolves when its change is durable, never before.
 */
export class UnitOfWork {
  readonly #database: Database;
  readonly #writer: TableWriter;
  readonly #required: RequiredColumns;
  readonly #large: LargeValues;
  readonly #pending = new PendingRoots();
  readonly #listeners = new Set<(batch: CommittedBatch) => void>();
  readonly #batchListeners = new Set<(report: BatchReport) => void>();
  readonly #invalidListeners = new Set<(rootIds: ReadonlySet<string>) => void>();
  #queue: (Command | OwnTransaction)[] = [];
  #running: Promise<void> | undefined;
  /** What writes the tables beside the commits. */
  #behind: Promise<void> | undefined;
  /** The last that was let at the tables: one after the other. */
  #atTables: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(database: Database, large: LargeValues) {
    this.#database = database;
    this.#writer = database.tables;
    this.#required = database.requiredColumns;
    this.#large = large;
  }

  /** How many commands wait for their commit to begin. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Copies `changes` at once, so that the family may be changed again right away; resolves after the commit.
   * Call it in the same turn as the run that made the changes.
   * @throws CommitFailed when the change, or one it was built on, could not be written.
   */
  async add(changes: Changes, alongside: Alongside = {}): Promise<void> {
    this.#assertOpen();
    const change = changeRows(changes, this.#large, alongside, this.#required);
    if (change.rows.length === 0) return;
    this.#pending.add(change.rootIds);
    await new Promise<void>((resolve, reject) => this.#enqueue({ kind: 'command', change, resolve, reject }));
  }

  /**
   * Runs `work` alone, between two batches, as a transaction of its own. It must not wait for another command's commit.
   * @param rootIds families it deletes or rewrites: what is in memory of them is dropped.
   * @param complete whether its tables must hold all that was committed before
   */
  async transaction<T>(
    work: (transaction: StoreTransaction) => Promise<T>,
    { rootIds = [], complete = true }: { rootIds?: Iterable<string>; complete?: boolean } = {},
  ): Promise<T> {
    this.#assertOpen();
    const roots = new Set(rootIds);
    return new Promise<T>((resolve, reject) => {
      this.#enqueue({
        kind: 'transaction',
        run: async () => {
          const committed = newCommittedBatch();
          try {
            if (complete) await this.#catchUpAll();
            const result = await this.#inTurn(() => this.#database.transaction((knex) => work({ knex, committed })));
            this.#tell(committed);
            resolve(result);
          } catch (error) {
            reject(error);
          } finally {
            this.#invalidate(roots, [], new Error('its process instance was changed by another command'));
          }
        },
      });
    });
  }

  /** Calls `listener` after each commit, before the callers of the batch go on. Answers the way to stop it. */
  onCommitted(listener: (batch: CommittedBatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` after each batch, written or not. */
  onBatch(listener: (report: BatchReport) => void): void {
    this.#batchListeners.add(listener);
  }

  /** Calls `listener` with the families whose state in memory is not what the database holds. */
  onInvalid(listener: (rootIds: ReadonlySet<string>) => void): () => void {
    this.#invalidListeners.add(listener);
    return () => this.#invalidListeners.delete(listener);
  }

  /** Whether changes of this family are not committed yet. */
  isPending(rootId: string): boolean {
    return this.#pending.has(rootId);
  }

  /** The families with changes that are not committed yet. */
  pendingRoots(): Iterable<string> {
    return this.#pending.rootIds();
  }

  /** Resolves when no change of this family waits for its commit, and the tables hold all that was committed. */
  async settled(rootId: string): Promise<void> {
    await this.#pending.settled(rootId);
    if (this.#writer.isBehindOn(rootId)) await this.caughtUp(FAMILY_TABLES);
  }

  /**
   * Resolves when these tables (all, when none is named) hold what was committed when it was called. Whoever reads tables
   * calls it first; the lists' reader does so by itself.
   * @throws CommitFailed when the tables cannot be written now
   */
  async caughtUp(tableNames?: Iterable<string>): Promise<void> {
    if (!this.#writer.isBehind) return;
    const caughtUp = this.#writer.caughtUp(tableNames);
    this.#wakeBehind();
    await caughtUp;
  }

  /** @throws when commands cannot be made durable, or a transaction cannot be written */
  async assertWritable(): Promise<void> {
    await this.#writer.assertWritable();
    const touch = ({ knex }: StoreTransaction) => knex('store_migration').update({ name: knex.ref('name') });
    await this.transaction(touch, { complete: false });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Takes nothing new and refuses what waits: the database belongs to somebody else now. */
  abandon(reason: Error): void {
    this.#closed = true;
    const commands = this.#queue.filter(isCommand);
    this.#queue = this.#queue.filter((item) => !isCommand(item));
    this.#fail(commands, reason);
  }

  /** Takes nothing new and waits for what is there. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.drain();
    await this.#behind;
    clearTimeout(this.#timer);
    // What the tables lack stays in the journal.
    await this.#catchUpAll().catch(() => undefined);
  }

  #assertOpen(): void {
    if (this.#closed) throw new CommitFailed(new Error('the server is shutting down'));
  }

  #enqueue(item: Command | OwnTransaction): void {
    this.#queue.push(item);
    this.#wake();
  }

  #wake(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    do {
      // Requests read in this turn of the event loop join the commit. Fewer and larger ones leave more time for requests.
      await new Promise((resolve) => setImmediate(resolve));
      const head = this.#queue[0];
      if (head?.kind === 'transaction') {
        this.#queue.shift();
        await head.run();
      } else if (head) {
        await this.#commit(this.#takeBatch());
      }
    } while (this.#queue.length > 0);
    this.#running = undefined;
  }

  #wakeBehind(): void {
    this.#behind ??= this.#writeBehind();
  }

  /** Brings rows into their tables while commits go on. */
  async #writeBehind(): Promise<void> {
    clearTimeout(this.#timer);
    // Never to its end in the turn that called it, which still has to keep its promise.
    await Promise.resolve();
    while (this.#writer.hasWork) await this.#inTurn(() => this.#writer.catchUp()).catch(() => undefined);
    this.#behind = undefined;
    if (!this.#writer.isBehind || this.#closed) return;
    this.#timer = setTimeout(() => this.#wakeBehind(), IDLE_MS);
    this.#timer.unref();
  }

  async #catchUpAll(): Promise<void> {
    while (this.#writer.isBehind) await this.#inTurn(() => this.#writer.catchUp(true));
  }

  /** Two transactions on the tables' connection would mix. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#atTables.then(work);
    this.#atTables = turn.catch(() => undefined);
    return turn;
  }

  #takeBatch(): Command[] {
    const batch: Command[] = [];
    let characters = 0;
    for (const item of this.#queue) {
      if (item.kind === 'transaction' || batch.length === BATCH_COMMANDS) break;
      characters += item.change.characters;
      if (batch.length > 0 && characters > BATCH_CHARACTERS) break;
      batch.push(item);
    }
    this.#queue.splice(0, batch.length);
    return batch;
  }

  async #commit(all: Command[]): Promise<void> {
    const batch = this.#withoutRefused(all);
    if (batch.length === 0) return;
    const begin = performance.now();
    const report = (written: boolean): void => {
      const durationMs = performance.now() - begin;
      for (const listener of this.#batchListeners) listener({ commands: batch.length, durationMs, written });
    };
    try {
      if (this.#writer.isFull) await this.#inTurn(() => this.#writer.catchUp()).catch(() => undefined);
      await this.#writer.write(batch.map(({ change }) => change));
      if (this.#writer.isBehind) this.#wakeBehind();
      report(true);
      this.#succeed(batch);
    } catch (error) {
      report(false);
      if (batch.length > 1 && this.#database.dialect.isDataError(error)) await this.#commitOneByOne(batch);
      else this.#fail(batch, error);
    }
  }

  /** Fails the commands with a row that the database would refuse, and those that were built on them. */
  #withoutRefused(batch: Command[]): Command[] {
    const index = batch.findIndex(({ change }) => change.refused);
    const command = batch[index];
    if (!command) return batch;
    const { dependent, independent } = splitByDependence(batch.slice(index + 1), command.change.rootIds);
    this.#fail([command, ...dependent], command.change.refused);
    return this.#withoutRefused([...batch.slice(0, index), ...independent]);
  }

  /** One command brought a row that the database refuses: the others shall not suffer for it. */
  async #commitOneByOne(batch: readonly Command[]): Promise<void> {
    let rest = batch;
    for (let command = rest[0]; command !== undefined; command = rest[0]) {
      const others = rest.slice(1);
      try {
        await this.#writer.write([command.change]);
        this.#succeed([command]);
        rest = others;
      } catch (error) {
        const { dependent, independent } = splitByDependence(others, command.change.rootIds);
        this.#fail([command, ...dependent], error);
        rest = independent;
      }
    }
  }

  #succeed(batch: readonly Command[]): void {
    const committed = newCommittedBatch();
    for (const { change } of batch) {
      this.#pending.remove(change.rootIds);
      for (const [id, task] of change.committed.externalTasks) committed.externalTasks.set(id, task);
      for (const [id, job] of change.committed.jobs) committed.jobs.set(id, job);
    }
    this.#tell(committed);
    for (const { resolve } of batch) resolve();
  }

  /** Rejects commands together with all that wait behind them on the same families, whose runs saw what is now undone. */
  #fail(commands: readonly Command[], error: unknown): void {
    this.#invalidate(new Set(commands.flatMap(({ change }) => [...change.rootIds])), commands, error);
  }

  #invalidate(rootIds: ReadonlySet<string>, commands: readonly Command[], error: unknown): void {
    const { dependent, independent } = splitByDependence(this.#queue, rootIds);
    this.#queue = independent;
    const failed = [...commands, ...dependent];
    const invalid = new Set(rootIds);
    for (const { change } of failed) {
      for (const rootId of change.rootIds) invalid.add(rootId);
      this.#pending.remove(change.rootIds);
    }
    if (invalid.size > 0) for (const listener of this.#invalidListeners) listener(invalid);
    for (const { reject } of failed) reject(new CommitFailed(error));
  }

  #tell(committed: CommittedBatch): void {
    if (committed.externalTasks.size === 0 && committed.jobs.size === 0) return;
    for (const listener of this.#listeners) listener(committed);
  }
}

/** Parts the commands that touch one of the families, or a family that such a command touches, from the others. */
function splitByDependence<Item extends Command | OwnTransaction>(
  items: readonly Item[],
  rootIds: ReadonlySet<string>,
): { dependent: Extract<Item, Command>[]; independent: Item[] } {
  const spoiled = new Set(rootIds);
  const dependent: Extract<Item, Command>[] = [];
  const independent: Item[] = [];
  for (const item of items) {
    if (isCommand(item) && intersects(item.change.rootIds, spoiled)) {
      dependent.push(item);
      for (const rootId of item.change.rootIds) spoiled.add(rootId);
    } else {
      independent.push(item);
    }
  }
  return { dependent, independent };
}

function isCommand<Item extends Command | OwnTransaction>(item: Item): item is Extract<Item, Command> {
  return item.kind === 'command';
}

function intersects(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const entry of left) if (right.has(entry)) return true;
  return false;
}
