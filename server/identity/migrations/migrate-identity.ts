import type { Knex } from 'knex';
import * as accounts from './001-accounts.ts';

interface Migration {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** Every migration in order, listed by hand as in the other rooms. */
const migrations: readonly { name: string; migration: Migration }[] = [{ name: '001-accounts', migration: accounts }];

const migrationSource: Knex.MigrationSource<(typeof migrations)[number]> = {
  getMigrations: async () => [...migrations],
  getMigrationName: (entry) => entry.name,
  getMigration: async (entry) => entry.migration,
};

/** Brings the tables of this room to their newest shape; one server at a time has the database. */
export async function migrateIdentity(knex: Knex): Promise<void> {
  const options = { migrationSource, tableName: 'identity_migrations' };
  await knex.migrate.forceFreeMigrationsLock(options);
  await knex.migrate.latest(options);
}
