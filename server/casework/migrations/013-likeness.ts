import type { Knex } from 'knex';

/** What somebody decided about two petitions that look alike; one row for each ordered pair, the last word stands. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_likeness', (table) => {
    table.increments('id');
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('other_id', 36).notNullable().references('id').inTable('casework_petition');
    table.boolean('same').notNullable();
    table.string('decided_by', 64);
    table.bigInteger('decided_at').notNullable();
    table.unique(['petition_id', 'other_id'], { indexName: 'casework_likeness_once' });
  });
}

/** Forgets what was decided. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('casework_likeness');
}
