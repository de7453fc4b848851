import type { Knex } from 'knex';
import type { Dialect } from './dialect.ts';

/** Words for column types that the two databases spell differently. */
export interface TypeWords {
  bytes: string;
}

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly name: string;
  statements(types: TypeWords): string[];
  /** Brings over what is there, where statements alone cannot. */
  fill?(knex: Knex): Promise<void>;
}

/** The database was written by a newer version of this program. */
export class DatabaseTooNew extends Error {
  constructor(found: number, known: number) {
    super(`the database stands at migration ${found}, this version knows ${known}: start the newer version instead`);
    this.name = 'DatabaseTooNew';
  }
}

/**
 * Brings the database to the newest migration. Each one is a transaction together with the row that remembers it, so a
 * server killed in the middle starts again where it was; knex's own migrator would leave its lock row behind.
 * @param transaction runs work as a transaction
 * @throws DatabaseTooNew
 */
export async function migrate(
  transaction: <T>(work: (transaction: Knex.Transaction) => Promise<T>) => Promise<T>,
  dialect: Dialect,
  migrations: readonly Migration[],
): Promise<void> {
  const newest = await transaction(async (knex) => {
    await knex.raw(
      'create table if not exists store_migration (number bigint primary key not null, name text not null)',
    );
    const row = await knex('store_migration').max({ newest: 'number' }).first();
    return Number(row?.['newest'] ?? 0);
  });
  if (newest > migrations.length) throw new DatabaseTooNew(newest, migrations.length);
  for (const migration of migrations.slice(newest)) {
    await transaction(async (knex) => {
      for (const statement of migration.statements(dialect.types)) await knex.raw(statement);
      await migration.fill?.(knex);
      await knex('store_migration').insert({ number: migration.number, name: migration.name });
    });
  }
}
