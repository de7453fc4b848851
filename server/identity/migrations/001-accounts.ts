import type { Knex } from 'knex';

/**
 * Accounts, their sessions, and tokens of programs. Times are milliseconds since 1970. Nothing here lets anybody in who reads it:
 * passwords are argon2id, session and token are kept as SHA-256 of what the holder has, secrets of the second factor are encrypted.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('identity_account', (table) => {
    table.string('id', 64).primary();
    table.string('name', 100).notNullable();
    table.text('roles').notNullable();
    table.string('area_code', 12);
    table.string('unit_id', 64);
    table.string('agent_id', 64);
    table.string('expert_id', 64);
    table.boolean('active').notNullable();
    table.boolean('sample').notNullable();
    table.text('password_hash');
    table.boolean('must_change').notNullable();
    table.integer('failures').notNullable();
    table.bigInteger('locked_until');
    table.text('totp_sealed');
    table.boolean('totp_on').notNullable();
    table.bigInteger('totp_last_step');
    table.text('recovery_hashes').notNullable();
    table.string('oidc_subject', 255).unique();
    table.bigInteger('created_at').notNullable();
  });
  await knex.schema.createTable('identity_session', (table) => {
    table.string('token_hash', 64).primary();
    table.string('account_id', 64).references('id').inTable('identity_account').onDelete('CASCADE');
    table.string('petition_id', 36);
    table.boolean('awaits_second_factor').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('seen_at').notNullable();
    table.index(['account_id'], 'identity_session_account');
  });
  await knex.schema.createTable('identity_service_token', (table) => {
    table.string('id', 36).primary();
    table.string('name', 100).notNullable();
    table.string('token_hash', 64).notNullable().unique();
    table.text('topics').notNullable();
    table.string('created_by', 64);
    table.bigInteger('created_at').notNullable();
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  for (const table of ['service_token', 'session', 'account']) await knex.schema.dropTable(`identity_${table}`);
}
