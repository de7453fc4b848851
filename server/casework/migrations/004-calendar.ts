import type { Knex } from 'knex';

/** Working calendar: one row for every day of a year that is known; a year without rows is unknown. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_calendar', (table) => {
    table.string('day', 10).primary();
    table.boolean('working').notNullable();
    table.string('name', 60);
    table.string('source', 60).notNullable();
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('casework_calendar');
}
