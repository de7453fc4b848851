import type { Knex } from 'knex';

/** Units that are closed and who took over from them; agents who are away, and those who left for good. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_unit', (table) => {
    table.bigInteger('closed_at');
    table.string('successor_id', 64);
  });
  await knex.schema.alterTable('casework_agent', (table) => {
    table.bigInteger('away_since');
    table.bigInteger('left_at');
  });
}

/** Forgets who is closed, away and gone. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_agent', (table) => table.dropColumns('away_since', 'left_at'));
  await knex.schema.alterTable('casework_unit', (table) => table.dropColumns('closed_at', 'successor_id'));
}
