import type { Knex } from 'knex';

/** Of a file: how large it is, and when and by whom it was handed in. Unknown for those from before. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_attachment', (table) => {
    table.integer('size');
    table.bigInteger('added_at');
    table.string('added_by', 64);
  });
}

/** Forgets how large they are, and who handed them in. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_attachment', (table) => {
    table.dropColumns('size', 'added_at', 'added_by');
  });
}
