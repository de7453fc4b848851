import type { ClientBase } from 'pg';
import type { Batch, BatchStatement, Session } from './session.ts';

/** Prepared statements on one PostgreSQL connection. `giveBack` returns the connection to where it came from. */
export class PostgresSession implements Session {
  readonly #connection: ClientBase;
  readonly #giveBack: () => Promise<void>;
  readonly #names = new Map<string, string>();
  /** The driver wants one query at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: ClientBase, giveBack: () => Promise<void>) {
    this.#connection = connection;
    this.#giveBack = giveBack;
  }

  async run(sql: string, ...values: readonly (string | number | null)[]): Promise<void> {
    await this.all(sql, ...values);
  }

  async all(sql: string, ...values: readonly (string | number | null)[]): Promise<Record<string, unknown>[]> {
    const query = { name: this.#nameOf(sql), text: sql, values: [...values] };
    const answer = this.#last.then(() => this.#connection.query<Record<string, unknown>>(query));
    this.#last = answer.catch(() => undefined);
    return (await answer).rows;
  }

  async prepareBatch(statements: readonly BatchStatement[]): Promise<Batch> {
    return async (parts) => {
      await this.#connection.query('begin');
      try {
        for (const { key, sql } of statements) {
          const json = parts.get(key);
          if (json !== undefined) await this.run(sql, json);
        }
        await this.#connection.query('commit');
      } catch (error) {
        // A lost connection has rolled back already.
        await this.#connection.query('rollback').catch(() => undefined);
        throw error;
      }
    };
  }

  async release(): Promise<void> {
    await this.#giveBack();
  }

  #nameOf(sql: string): string {
    const known = this.#names.get(sql);
    if (known) return known;
    const name = `store_${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}
