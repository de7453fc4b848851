import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import type { Database } from 'sqlite3';
import { keepStatements } from '../kept-statements.ts';
import { migrationSource } from './migrations/list.ts';
import { lockRegister } from './register-lock.ts';
import { countUnsent } from './tables/outbox.ts';
import { countPetitions } from './tables/petition.ts';
import { openVault } from './vault/open-vault.ts';
import { PROTECTED_TABLES } from './vault/protected-columns.ts';

export interface CaseworkDatabaseOptions {
  /** Directory of the development key, if there is one, and, without `databaseUrl`, of `casework.sqlite`; made when missing. */
  dataDir: string;
  /** `postgres://…`; empty or absent means SQLite. */
  databaseUrl?: string | null;
  /** The operator's key (`REGISTER_KEY`), 32 bytes; null or absent: a development key beside the data. */
  masterKey?: Buffer | null;
  /** Told when personal data are closed with a key that stands beside them. */
  warn?(message: string): void;
}

/** What the plugin needs of it: `app.register(casework, { ...database, engine, … })`. */
export interface CaseworkDatabase {
  knex: Knex;
  /** Writes what stands there already. @throws when the database cannot be written */
  assertWritable(): Promise<void>;
  /** How many petitions wait for their process. */
  countUnsent(): Promise<number>;
  /** Closes it, and leaves it to the next server. */
  close(): Promise<void>;
}

/** `secure_delete`: what a sealed accusation leaves behind in the register is overwritten, not only unlinked. */
const PRAGMAS =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA secure_delete=ON';

/**
 * Opens the register's own database for this server alone, brings it to the newest migration and opens its vault. The caller closes it.
 * SQLite keeps one connection: inside a transaction every statement must go through that transaction.
 * @throws RegisterKeyError when there are data and the key to them is missing, or is another one
 */
export async function openCaseworkDatabase({
  dataDir,
  databaseUrl,
  masterKey = null,
  warn = () => undefined,
}: CaseworkDatabaseOptions): Promise<CaseworkDatabase> {
  const unlock = await lockRegister(dataDir);
  const knex = databaseUrl ? openPostgres(databaseUrl) : openSqlite(dataDir);
  const close = () => knex.destroy().finally(unlock);
  try {
    const migrations = { migrationSource, tableName: 'casework_migrations' };
    // A server that was killed while it migrated leaves knex's mark that somebody does; nobody else can, as this server is alone.
    await knex.migrate.forceFreeMigrationsLock(migrations);
    const [, ran]: [number, string[]] = await knex.migrate.latest(migrations);
    await openVault(knex, { dataDir, masterKey, warn });
    if (ran.includes(CLOSES_DATA) && (await countPetitions(knex)) > 0) await wipe(knex);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    knex,
    close,
    async assertWritable() {
      await knex('casework_migrations').update({ name: knex.ref('name') });
    },
    countUnsent: async () => (await countUnsent(knex)).waiting,
  };
}

/** The migration after which what stood open is closed. */
const CLOSES_DATA = '006-protection';

/** Leaves nothing behind of what was overwritten, in pages and rows that were given up. */
export async function wipe(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    for (const { table } of PROTECTED_TABLES) await knex.raw('vacuum full ??', [`casework_${table}`]);
    return;
  }
  await knex.raw('vacuum');
  await knex.raw('pragma wal_checkpoint(truncate)');
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
      afterCreate: (handle: Database, done: (error: Error | null, handle: Database) => void) => {
        keepStatements(handle);
        handle.exec(PRAGMAS, (error) => done(error, handle));
      },
    },
  });
}

function openPostgres(connection: string): Knex {
  return knexFactory({ client: 'pg', connection, pool: { min: 1, max: 8 }, compileSqlOnError: false });
}
