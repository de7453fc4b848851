import type { Knex } from 'knex';

/** What early warning keeps: which channel was read up to when, counts by subject and place without anybody's id, and open warnings. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_ingestion', (table) => {
    table.string('channel', 30).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table.integer('entries').notNullable();
    table.bigInteger('ingested_at').notNullable();
    table.primary(['channel', 'from_at', 'to_at']);
  });
  await knex.schema.createTable('casework_cell', (table) => {
    table.bigInteger('to_at').notNullable();
    table.integer('window_days').notNullable();
    table.string('subject_code', 30).notNullable();
    table.string('area_code', 12).notNullable();
    table.integer('entries').notNullable();
    table.integer('persons').notNullable();
    table.primary(['to_at', 'window_days', 'subject_code', 'area_code']);
  });
  await knex.schema.createTable('casework_warning', (table) => {
    table.string('id', 36).primary();
    table.string('subject_code', 30).notNullable();
    table.string('area_code', 12).notNullable();
    table.string('level', 10).notNullable();
    table.boolean('open').notNullable();
    table.bigInteger('raised_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['subject_code', 'area_code', 'open'], 'casework_warning_cell');
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  for (const table of ['warning', 'cell', 'ingestion']) await knex.schema.dropTable(`casework_${table}`);
}
