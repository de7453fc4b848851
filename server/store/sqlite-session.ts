import type { Database, Statement } from 'sqlite3';
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

  async run(sql: string, json?: string): Promise<void> {
    const statement = await this.#prepared(sql);
    await new Promise<void>((resolve, reject) => {
      statement.run(json === undefined ? [] : [json], (error: Error | null) => (error ? reject(error) : resolve()));
    });
  }

  async all(sql: string, json?: string): Promise<Record<string, unknown>[]> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.all<Record<string, unknown>>(json === undefined ? [] : [json], (error, rows) =>
        error ? reject(error) : resolve(rows),
      );
    });
  }

  /**
   * All statements stand in the body of one trigger, so that a batch is a single statement with a single parameter:
   * one way to SQLite's thread and back, and a transaction by itself. One statement after the other would cost a turn of the
   * event loop each, which under load took longer than the writing.
   */
  async prepareBatch(statements: readonly BatchStatement[]): Promise<Batch> {
    const body = statements.map(({ key, sql }) => `${sql.replaceAll('?1', `new.parts, '$.${key}'`)};`).join('\n');
    await this.run('create temp view batch as select null as parts');
    await this.run(`create temp trigger write_batch instead of insert on batch begin\n${body}\nend`);
    return (parts) => {
      const texts = Array.from(parts, ([key, json]) => `"${key}":${json}`);
      return this.run('insert into batch (parts) values (jsonb(?1))', `{${texts.join(',')}}`);
    };
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
