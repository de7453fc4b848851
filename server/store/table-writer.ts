import type { ChangeRows } from './change-rows.ts';

/**
 * Makes commands durable and brings their rows into the tables. One call of `write` and one of `catchUp` at a time; the unit of
 * work sees to that.
 */
export interface TableWriter {
  /** Resolves when all of it is durable; when it rejects, nothing is. */
  write(commands: readonly ChangeRows[]): Promise<void>;
  /** Whether rows should be brought into their tables now. */
  readonly hasWork: boolean;
  /** Whether so many wait for their tables that no more should come before some are there. */
  readonly isFull: boolean;
  /** Whether rows are durable that their tables do not hold yet. */
  readonly isBehind: boolean;
  /** Brings some rows into their tables: those that are due or asked for, or with `all` any. */
  catchUp(all?: boolean): Promise<void>;
  /** Resolves when these tables (all, when none is named) hold what was durable when it was called. */
  caughtUp(tableNames?: Iterable<string>): Promise<void>;
  /** Whether rows of this family are durable that their tables do not hold yet. */
  isBehindOn(rootId: string): boolean;
  /** Writes what is of no matter where commands are made durable. @throws when that cannot be written */
  assertWritable(): Promise<void>;
}
