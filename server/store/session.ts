/**
 * One connection that runs a small number of statements over and over, each prepared once. Statements
 * mostly take one parameter, a JSON text, and are known by their text. One statement at a time: the caller waits for each.
 */
export interface Session {
  run(sql: string, ...values: readonly (string | number | null)[]): Promise<void>;
  /** Rows keyed by column name. */
  all(sql: string, ...values: readonly (string | number | null)[]): Promise<Record<string, unknown>[]>;
  /** Makes ready the statements that a batch may be made of, in the order in which they are to run. */
  prepareBatch(statements: readonly BatchStatement[]): Promise<Batch>;
  /** Gives the prepared statements and the connection back. */
  release(): Promise<void>;
}

/** One statement of a batch; its only parameter is the JSON text that the batch has under `key`. */
export interface BatchStatement {
  key: string;
  sql: string;
}

/**
 * Runs the statements whose keys are given, each with its JSON text, in one transaction: all of it or nothing.
 * @param needed where there is a journal (SQLite): its first line that is needed from then on
 */
export type Batch = (parts: ReadonlyMap<string, string>, needed?: number) => Promise<void>;
