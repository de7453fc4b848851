import type { Knex } from 'knex';

/** Places change their names and are closed; both is kept, as petitions go on pointing to them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_area', (table) => {
    table.text('former_names').notNullable().defaultTo('[]');
    table.bigInteger('closed_at');
  });
}

/** Forgets former names and what was closed. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_area', (table) => {
    table.dropColumn('former_names');
    table.dropColumn('closed_at');
  });
}
