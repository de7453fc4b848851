import type { Knex } from 'knex';

/** A word of the search that names a subject finds its petitions without reading them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_petition', (table) => {
    table.index(['subject_code'], 'casework_petition_subject');
  });
}

/** The search reads every petition again. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('casework_petition', (table) => {
    table.dropIndex(['subject_code'], 'casework_petition_subject');
  });
}
