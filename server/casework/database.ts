import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { type IdentityKey, loadIdentityKey } from './identity-key.ts';
import { migrationSource } from './migrations/list.ts';
import { lockRegister } from './register-lock.ts';
import { countUnsent } from './tables/outbox.ts';

export interface CaseworkDatabaseOptions {
  /** Directory of `identity.key` and, without `databaseUrl`, of `casework.sqlite`; made when missing. */
  dataDir: string;
  /** `postgres://…`; empty or absent means SQLite. */
  databaseUrl?: string | null;
}

/** What the plugin needs of it: `app.register(casework, { ...database, engine, … })`. */
export interface CaseworkDatabase {
  knex: Knex;
  identityKey: IdentityKey;
  /** Writes what stands there already. @throws when the database cannot be written */
  assertWritable(): Promise<void>;
  /** How many petitions wait for their process. */
  countUnsent(): Promise<number>;
  /** Closes it, and leaves it to the next server. */
  close(): Promise<void>;
}

interface SqliteHandle {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/** `secure_delete`: what a sealed accusation leaves behind in the register is overwritten, not only unlinked. */
const PRAGMAS =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA secure_delete=ON';

/**
 * Opens the register's own database for this server alone and brings it to the newest migration. The caller closes it.
 * SQLite keeps one connection: inside a transaction every statement must go through that transaction.
 */
export async function openCaseworkDatabase({
  dataDir,
  databaseUrl,
}: CaseworkDatabaseOptions): Promise<CaseworkDatabase> {
  const identityKey = loadIdentityKey(dataDir);
  const unlock = await lockRegister(dataDir);
  const knex = databaseUrl ? openPostgres(databaseUrl) : openSqlite(dataDir);
  const close = () => knex.destroy().finally(unlock);
  try {
    const migrations = { migrationSource, tableName: 'casework_migrations' };
    // A server that was killed while it migrated leaves knex's mark that somebody does; nobody else can, as this server is alone.
    await knex.migrate.forceFreeMigrationsLock(migrations);
    await knex.migrate.latest(migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    knex,
    identityKey,
    close,
    async assertWritable() {
      await knex('casework_migrations').update({ name: knex.ref('name') });
    },
    countUnsent: async () => (await countUnsent(knex)).waiting,
  };
}

function openSqlite(dataDir: string): Knex {
  mkdirSync(dataDir, { recursive: true });
  return knexFactory({
    client: 'sqlite3',
    // An error must not carry the values of its query: it may be logged.
    compileSqlOnError: false,
    connection: { filename: join(dataDir, 'casework.sqlite') },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (handle: SqliteHandle, done: (error: Error | null, handle: SqliteHandle) => void) => {
        handle.exec(PRAGMAS, (error) => done(error, handle));
      },
    },
  });
}

function openPostgres(connection: string): Knex {
  return knexFactory({ client: 'pg', connection, pool: { min: 1, max: 8 }, compileSqlOnError: false });
}
