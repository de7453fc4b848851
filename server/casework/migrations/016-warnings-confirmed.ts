import type { Knex } from 'knex';

/** Whether a person took a warning for real. All that were kept so far had been confirmed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_warning', (table) => {
    table.boolean('confirmed').notNullable().defaultTo(true);
  });
}

/** Takes the column away; proposals that nobody confirmed would look like warnings, and go. */
export async function down(knex: Knex): Promise<void> {
  await knex('casework_warning').where({ confirmed: false }).delete();
  await knex.schema.alterTable('casework_warning', (table) => table.dropColumn('confirmed'));
}
