import type { Knex } from 'knex';

/** Columns that hold more once they are closed. SQLite does not mind. */
const LONGER = [
  ['person', 'name'],
  ['person', 'phone'],
  ['person', 'address'],
  ['attachment', 'file_name'],
  ['recusal', 'reason'],
  ['suggestion', 'title'],
  ['expert', 'name'],
] as const;

/**
 * Room for personal data that is closed: the data keys, themselves closed by the master key; hashes to find somebody by; the index of the
 * search. What stands in the tables is closed when the register is opened the first time after this (`vault/open-vault.ts`).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_data_key', (table) => {
    table.increments('number');
    table.string('id', 8).notNullable().unique();
    table.string('purpose', 10).notNullable();
    table.text('wrapped').notNullable();
    table.string('wrapped_by', 16).notNullable();
  });
  await knex.raw('alter table casework_person rename column id_no_sealed to id_no');
  await knex.raw('alter table casework_person drop column id_no_masked');
  await knex.schema.alterTable('casework_person', (table) => {
    table.string('phone_hash', 64);
    table.index(['phone_hash'], 'casework_person_phone');
  });
  await knex.schema.alterTable('casework_expert', (table) => {
    table.text('phone');
  });
  await knex.schema.alterTable('casework_attachment', (table) => {
    table.binary('closed');
  });
  if (knex.client.config.client === 'pg') {
    for (const [table, column] of LONGER) {
      await knex.raw('alter table ?? alter column ?? type text', [`casework_${table}`, column]);
    }
    await knex.schema.createTable('casework_search', (table) => {
      table.string('petition_id', 36).primary().references('id').inTable('casework_petition');
      table.specificType('grams', 'integer[]').notNullable();
    });
    await knex.raw('create index casework_search_grams on casework_search using gin (grams)');
  } else {
    await knex.schema.alterTable('casework_petition', (table) => {
      table.integer('search_no');
      table.unique(['search_no'], { indexName: 'casework_petition_search_no' });
    });
    await knex.raw('update casework_petition set search_no = rowid');
    await knex.raw(
      "create virtual table casework_search using fts5(grams, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none)",
    );
  }
}

/** There is no way back: what is closed would have to be written open again. */
export async function down(): Promise<void> {
  throw new Error('personal data that is closed is not opened again by a migration');
}
