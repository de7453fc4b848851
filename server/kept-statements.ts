type Method = 'run' | 'all';
type Done = (error: Error | null, rows?: unknown[]) => void;

/** A prepared statement of the SQLite driver, as far as it is used here. */
interface Statement extends Record<Method, (values: unknown[], done: Done) => unknown> {
  finalize(): unknown;
}

/** A connection of the driver. */
interface Connection extends Record<Method, (sql: string, values: unknown[], done: Done) => unknown> {
  prepare(sql: string, done: (error: Error | null) => void): Statement;
  close(done: (error: Error | null) => void): void;
}

/** What is asked again and again; the rest (definitions of tables, pragmas) is prepared each time. */
const KEPT = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;
/** Texts differ by the length of their lists: the ones used longest ago go. */
const MOST = 400;

/**
 * Lets a connection that knex uses keep its statements prepared, by their text: reading a statement and a second way to SQLite's thread and
 * back cost more than most of the queries themselves.
 */
export function keepStatements(connection: Connection): void {
  const kept = new Map<string, Statement>();
  const plain = { run: connection.run.bind(connection), all: connection.all.bind(connection) };
  const close = connection.close.bind(connection);

  function keep(sql: string, statement: Statement): void {
    // Two may have prepared it at the same time.
    kept.get(sql)?.finalize();
    kept.set(sql, statement);
    if (kept.size <= MOST) return;
    const [oldest] = kept;
    if (!oldest) return;
    kept.delete(oldest[0]);
    oldest[1].finalize();
  }

  function perform(method: Method, sql: string, values: unknown[] | undefined, done: Done): void {
    const known = kept.get(sql);
    if (known) {
      // To the end of the line: used last.
      kept.delete(sql);
      kept.set(sql, known);
      known[method](values ?? [], done);
    } else if (KEPT.test(sql)) {
      const statement: Statement = connection.prepare(sql, (error: Error | null) => {
        if (error) {
          done(error);
          return;
        }
        keep(sql, statement);
        statement[method](values ?? [], done);
      });
    } else {
      plain[method](sql, values ?? [], done);
    }
  }

  Object.assign(connection, {
    run: (sql: string, values: unknown[] | undefined, done: Done) => perform('run', sql, values, done),
    all: (sql: string, values: unknown[] | undefined, done: Done) => perform('all', sql, values, done),
    close(done: (error: Error | null) => void) {
      for (const statement of kept.values()) statement.finalize();
      kept.clear();
      close(done);
    },
  });
}
