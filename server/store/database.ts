import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import type { Database as SqliteConnection } from 'sqlite3';
import { keepStatements } from '../kept-statements.ts';
import { batchStatements } from './batch-parts.ts';
import { type Dialect, postgres, sqlite } from './dialect.ts';
import { DirectWriter } from './direct-writer.ts';
import { Journal, leaveJournal, replayJournal } from './journal.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { PostgresSession } from './postgres-session.ts';
import { type RequiredColumns, readRequiredColumns } from './required-columns.ts';
import { lockPostgres, lockSqlite, type ServerLock } from './server-lock.ts';
import type { Session } from './session.ts';
import { SqliteSession } from './sqlite-session.ts';
import type { TableWriter } from './table-writer.ts';
import { WriteBehind } from './write-behind.ts';

/** Where the data are: a directory for `engine.sqlite` and its journal (made when missing), or a PostgreSQL database. */
export type DatabaseOptions = ({ dataDir: string } | { databaseUrl: string }) & {
  /** Called when the right to be the only server is lost; nothing may be written from then on. */
  onLockLost?: (error: Error) => void;
};

/** An open database at the newest migration, with the lock of a server held. */
export interface Database {
  readonly dialect: Dialect;
  /** For queries only; sees what is in the tables. */
  readonly reader: Knex;
  /** What puts the rows of commands into the tables. */
  readonly tables: TableWriter;
  readonly requiredColumns: RequiredColumns;
  /** Prepared statements that read: families and look-ups by id. */
  readonly reads: Session;
  /** Runs `work` as one transaction on the connection that writes. Only the unit of work may call this. */
  transaction<T>(work: (transaction: Knex.Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const READERS = 3;

// WAL lets readers go on while the writer commits; synchronous=full makes a commit wait for the disk. The log is copied
// into the file every 4,000 pages (16 MB) instead of 1,000: pages written by many batches are then copied once.
const WRITER_PRAGMAS =
  'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000; ' +
  'pragma wal_autocheckpoint = 4000; pragma cache_size = -65536; pragma temp_store = memory';
// LIKE tells capitals apart, as in PostgreSQL.
const READER_PRAGMAS =
  'pragma busy_timeout = 5000; pragma query_only = on; pragma cache_size = -16384; pragma case_sensitive_like = on';

/**
 * Opens the database, locks it for this server and brings it to the newest migration.
 * @throws DatabaseInUse, DatabaseTooNew
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return 'databaseUrl' in options ? openPostgres(options.databaseUrl, options.onLockLost) : openSqlite(options.dataDir);
}

async function openSqlite(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const [filename, journal] = [join(dataDir, 'engine.sqlite'), join(dataDir, 'engine.journal.sqlite')];
  // Before anything is opened: opening alone may write.
  const lock = await lockSqlite(filename);
  try {
    const database = await assemble<SqliteConnection>({
      dialect: sqlite,
      writer: sqliteKnex(filename, WRITER_PRAGMAS, 1),
      journal: { file: journal, open: () => sqliteKnex(journal, WRITER_PRAGMAS, 1) },
      openReader: () => sqliteKnex(filename, READER_PRAGMAS, READERS),
      newSession: (connection, giveBack) => new SqliteSession(connection, giveBack),
    });
    return { ...database, close: () => database.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openPostgres(databaseUrl: string, onLockLost: (error: Error) => void = () => {}): Promise<Database> {
  return assemble<pg.ClientBase>({
    dialect: postgres,
    writer: postgresKnex(databaseUrl, 1),
    openReader: () => postgresKnex(databaseUrl, READERS),
    newSession: (connection, giveBack) => new PostgresSession(connection, giveBack),
    lock: (connection) => lockPostgres(connection, onLockLost),
  });
}

interface DatabaseParts<Connection> {
  dialect: Dialect;
  writer: Knex;
  /** Where commands are made durable before their rows are in the tables. */
  journal?: { file: string; open(): Knex };
  openReader(): Knex;
  newSession(connection: Connection, giveBack: () => Promise<void>): Session;
  /** Makes this the only server, before anything is written. */
  lock?(writing: Connection): Promise<ServerLock>;
}

async function assemble<Connection>(parts: DatabaseParts<Connection>): Promise<Database> {
  const { dialect, newSession } = parts;
  const open: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of open.splice(0).reverse()) await one();
  };
  const hold = async (knex: Knex): Promise<{ connection: Connection; session: Session }> => {
    const source: ConnectionSource<Connection> = knex.client;
    const connection = await source.acquireConnection();
    const session = newSession(connection, () => source.releaseConnection(connection));
    open.push(() => session.release());
    return { connection, session };
  };
  const opened = (knex: Knex): Knex => {
    open.push(() => knex.destroy());
    return knex;
  };
  const writer = opened(parts.writer);
  try {
    const { connection, session: writes } = await hold(writer);
    const transaction: Database['transaction'] = (work) => writer.transaction(work, { connection });
    const lock = await parts.lock?.(connection);
    if (lock) open.push(() => lock.release());
    const journal = parts.journal && (await Journal.open((await hold(opened(parts.journal.open()))).session));
    const last = parts.journal ? await replayJournal(writes, transaction, parts.journal.file) : 0;
    await migrate(transaction, dialect, migrations);
    const reader = opened(parts.openReader());
    const { session: reads } = await hold(reader);
    const requiredColumns = await readRequiredColumns(reader);
    const batch = await writes.prepareBatch(batchStatements(dialect));
    const tables = journal ? new WriteBehind(batch, journal, last) : new DirectWriter(batch);
    // Where that cannot be written any more, the journal goes on being needed.
    if (journal) open.push(async () => void (tables.isBehind || (await leaveJournal(writes).catch(() => undefined))));
    return { dialect, reader, tables, requiredColumns, reads, transaction, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The part of knex's client that its types leave open. */
interface ConnectionSource<Connection> {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

function sqliteKnex(filename: string, pragmas: string, connections: number): Knex {
  return knexFactory({
    client: 'sqlite3',
    connection: { filename },
    // An error must not carry the values of its query: it may be logged.
    compileSqlOnError: false,
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: connections,
      afterCreate: (
        connection: SqliteConnection,
        done: (error: Error | null, connection: SqliteConnection) => void,
      ) => {
        keepStatements(connection);
        connection.exec(pragmas, (error) => done(error, connection));
      },
    },
  });
}

/** PostgreSQL answers 64-bit numbers as text; all of ours (milliseconds, counts) fit a JavaScript number. */
const types = {
  getTypeParser: (id: number, format: string) =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format === 'binary' ? 'binary' : 'text'),
};

function postgresKnex(databaseUrl: string, connections: number): Knex {
  return knexFactory({
    client: 'pg',
    // Kept alive by the system, so that a lost connection is noticed while nothing is asked.
    connection: { connectionString: databaseUrl, types, keepAlive: true },
    compileSqlOnError: false,
    pool: { min: 1, max: connections },
  });
}
