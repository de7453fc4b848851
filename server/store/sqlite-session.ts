import type { Database, Statement } from 'sqlite3';
import { createBatch, insertBatch } from './journal.ts';
import type { Batch, BatchStatement, Session } from './session.ts';

/** Prepared statements on one SQLite connection. `giveBack` returns the connection to where it came from. */
export class SqliteSession implements Session {
  readonly #connection: Database;
  readonly #giveBack: () => Promise<void>;
  readonly #statements = new Map<string, Promise<Statement>>();

  constructor(connection: Database, giveBack: () => Promise<void>) {
    this.#connection = connection;
    this.#giveBack = giveBack;
  }

  async run(sql: string, ...values: readonly (string | number | null)[]): Promise<void> {
    const statement = await this.#prepared(sql);
    await new Promise<void>((resolve, reject) => {
      statement.run(values, (error: Error | null) => (error ? reject(error) : resolve()));
    });
  }

  async all(sql: string, ...values: readonly (string | number | null)[]): Promise<Record<string, unknown>[]> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.all<Record<string, unknown>>(values, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  async prepareBatch(statements: readonly BatchStatement[]): Promise<Batch> {
    for (const sql of createBatch(statements)) await this.run(sql);
    const insert = insertBatch(statements);
    const keys = statements.map(({ key }) => key);
    return (parts, needed = 0) => this.run(insert, needed, ...keys.map((key) => parts.get(key) ?? null));
  }

  async release(): Promise<void> {
    for (const prepared of this.#statements.values()) {
      const statement = await prepared.catch(() => undefined);
      if (statement) await new Promise<void>((resolve) => statement.finalize(() => resolve()));
    }
    this.#statements.clear();
    await this.#giveBack();
  }

  #prepared(sql: string): Promise<Statement> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = new Promise<Statement>((resolve, reject) => {
      const statement: Statement = this.#connection.prepare(sql, (error: Error | null) =>
        error ? reject(error) : resolve(statement),
      );
    });
    this.#statements.set(sql, prepared);
    prepared.catch(() => this.#statements.delete(sql));
    return prepared;
  }
}
