import type { Knex } from 'knex';

/** Areas of four levels, units by role and area, agents, and counters for numbers that are drawn in order. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_area', (table) => {
    table.string('code', 12).primary();
    table.string('name', 100).notNullable();
    table.string('level', 10).notNullable();
    table.string('parent_code', 12).references('code').inTable('casework_area');
  });
  await knex.schema.createTable('casework_unit', (table) => {
    table.string('id', 64).primary();
    table.string('role', 40).notNullable();
    table.string('name', 100).notNullable();
    table.string('area_code', 12).notNullable().references('code').inTable('casework_area');
    table.index(['role', 'area_code'], 'casework_unit_role_area');
  });
  await knex.schema.createTable('casework_agent', (table) => {
    table.string('id', 64).primary();
    table.string('name', 100).notNullable();
    table.string('level', 10).notNullable();
    table.string('area_code', 12).notNullable().references('code').inTable('casework_area');
    table.string('unit_id', 64).references('id').inTable('casework_unit');
    table.text('skills').notNullable();
    table.boolean('on_duty').notNullable();
    table.index(['level', 'area_code'], 'casework_agent_level_area');
  });
  await knex.schema.createTable('casework_counter', (table) => {
    table.string('name', 100).primary();
    table.integer('value').notNullable();
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  for (const table of ['counter', 'agent', 'unit', 'area']) await knex.schema.dropTable(`casework_${table}`);
}
