import type { Knex } from 'knex';

/** To whom a petition was ever given by name: who that was may look at it, and audit rows are closed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_holder', (table) => {
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('holder_id', 64).notNullable();
    table.primary(['petition_id', 'holder_id']);
    table.index(['holder_id'], 'casework_holder_holder');
  });
}

/** Takes the table away, with all that is in it. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('casework_holder');
}
