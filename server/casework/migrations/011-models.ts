import type { Knex } from 'knex';

/** What administrators do to models: drafts not published yet, what was published and why, remarks pinned to elements. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_model_draft', (table) => {
    table.string('name', 255).primary();
    table.string('kind', 10).notNullable();
    table.string('file_name', 255).notNullable();
    table.text('content').notNullable();
    table.integer('based_on_version');
    table.integer('revision').notNullable();
    table.string('editor', 100).notNullable();
    table.bigInteger('saved_at').notNullable();
  });
  await knex.schema.createTable('casework_model_publication', (table) => {
    table.string('id', 36).primary();
    table.string('kind', 10).notNullable();
    table.string('model_key', 255).notNullable();
    table.string('file_name', 255).notNullable();
    table.text('content').notNullable();
    table.string('author', 100).notNullable();
    table.string('reason', 500).notNullable();
    table.text('warnings').notNullable();
    table.text('legal_changes').notNullable();
    table.string('state', 10).notNullable();
    table.text('definitions').notNullable();
    table.bigInteger('asked_at').notNullable();
    table.string('second', 100);
    table.bigInteger('decided_at');
    table.index(['kind', 'model_key', 'asked_at'], 'casework_model_publication_of');
  });
  await knex.schema.createTable('casework_model_comment', (table) => {
    table.string('id', 36).primary();
    table.string('model_name', 255).notNullable();
    table.string('element_id', 255).notNullable();
    table.string('author', 100).notNullable();
    table.text('content').notNullable();
    table.bigInteger('written_at').notNullable();
    table.index(['model_name', 'written_at'], 'casework_model_comment_of');
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  for (const table of ['comment', 'publication', 'draft']) await knex.schema.dropTable(`casework_model_${table}`);
}
