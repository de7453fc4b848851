import type { Knex } from 'knex';

/** Moves of running instances from one version of a process to another: who, why, which, and what came of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_model_move', (table) => {
    table.string('id', 36).primary();
    table.string('process_key', 255).notNullable();
    table.string('from_id', 255).notNullable();
    table.string('to_id', 255).notNullable();
    table.boolean('update_timers').notNullable();
    table.text('instances').notNullable();
    table.string('author', 100).notNullable();
    table.string('reason', 500).notNullable();
    table.bigInteger('asked_at').notNullable();
    table.string('undoes', 36);
    table.string('batch_id', 64);
    table.bigInteger('over_at');
    table.integer('moved');
    table.text('failures').notNullable();
    table.index(['process_key', 'asked_at'], 'casework_model_move_of');
    table.unique(['undoes'], { indexName: 'casework_model_move_undone' });
  });
}

/** Takes the table away, with all that is in it. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('casework_model_move');
}
