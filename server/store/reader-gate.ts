import type { Knex } from 'knex';

/** The part of knex's client that its types leave open: what a dialect does to run one query. */
interface QueryRunner {
  _query(connection: unknown, query: { sql: string }): Promise<unknown>;
}

const ENGINE_TABLES = /\b(?:runtime|history)_[a-z_]+/g;

/** Lets every query of `reader` wait until the tables it names hold what was committed before it. */
export function gateReader(reader: Knex, caughtUp: (tableNames: Iterable<string>) => Promise<void>): void {
  const client: QueryRunner = reader.client;
  const run = client._query.bind(client);
  client._query = async (connection, query) => {
    const names = query.sql.match(ENGINE_TABLES);
    if (names) await caughtUp(new Set(names));
    return run(connection, query);
  };
}
