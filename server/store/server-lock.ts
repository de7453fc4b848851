import type { ClientBase } from 'pg';
import sqlite3 from 'sqlite3';

/** Another server already works on these data. */
export class DatabaseInUse extends Error {
  constructor(place: string) {
    super(`another server is running on ${place}: stop it first, two servers on one database would lose work`);
    this.name = 'DatabaseInUse';
  }
}

/** Held while a server works on the data; the operating system or the database frees it when the process dies. */
export interface ServerLock {
  release(): Promise<void>;
}

/**
 * Locks a SQLite database for one server: a second, empty SQLite file beside it is kept in an exclusive transaction. A lock
 * of the operating system, not a row with a heart-beat: a killed server leaves nothing behind.
 * @throws DatabaseInUse
 */
export async function lockSqlite(filename: string): Promise<ServerLock> {
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(`${filename}.lock`, (error) => (error ? reject(error) : resolve(opened)));
  });
  const release = () => new Promise<void>((resolve) => connection.close(() => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      connection.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive', (error) =>
        error ? reject(error) : resolve(),
      );
    });
  } catch (error) {
    await release();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') throw new DatabaseInUse(filename);
    throw error;
  }
  return { release };
}

/** Any number will do, as long as every version of this program takes the same one. */
const ADVISORY_LOCK = 7_305_812_664;

/**
 * Locks a PostgreSQL database for one server by an advisory lock on the very connection that writes: when that breaks, the lock
 * and the means to write are gone together, so a server that lost its place cannot write over the next one's work.
 * @param onLost called when the connection breaks
 * @throws DatabaseInUse
 */
export async function lockPostgres(connection: ClientBase, onLost: (error: Error) => void): Promise<ServerLock> {
  const answer = await connection.query<{ locked: boolean; name: string }>(
    'select pg_try_advisory_lock($1) as locked, current_database() as name',
    [ADVISORY_LOCK],
  );
  if (answer.rows[0]?.locked !== true) throw new DatabaseInUse(`database ${answer.rows[0]?.name ?? ''}`.trim());
  let over = false;
  const lose = (error: Error): void => {
    if (!over) onLost(error);
    over = true;
  };
  connection.on('error', lose);
  connection.on('end', () => lose(new Error('the connection to PostgreSQL was closed')));
  return {
    async release() {
      over = true;
    },
  };
}
