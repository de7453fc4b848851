import type { Knex } from 'knex';

/**
 * The register. Times are milliseconds since 1970 (bigint), days are text `yyyy-mm-dd`, lists and objects are JSON text.
 * Personal data stands in `casework_person` alone, the matter of an accusation in `casework_sealed` alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_petition', (table) => {
    table.string('id', 36).primary();
    table.string('business_key', 40).notNullable().unique();
    table.string('area_code', 12).notNullable().references('code').inTable('casework_area');
    table.string('channel', 10).notNullable();
    table.string('subject_code', 30).notNullable();
    table.string('kind', 20);
    table.text('content').notNullable();
    table.text('claims').notNullable();
    table.string('happened_on', 10);
    table.string('accused_unit_id', 64).references('id').inTable('casework_unit');
    table.text('accused_agent_ids').notNullable();
    table.string('litigation_state', 10).notNullable();
    table.integer('group_size').notNullable();
    table.boolean('wants_proxy').notNullable();
    table.string('contact_by', 10).notNullable();
    table.boolean('consent_to_share').notNullable();
    table.string('registered_by', 64).references('id').inTable('casework_agent');
    table.text('facts').notNullable();
    table.string('text_hash', 64).notNullable();
    table.string('petitioner_hash', 64);
    table.integer('resident_visits').notNullable();
    table.string('state', 20).notNullable();
    table.string('outcome', 40);
    table.boolean('sealed').notNullable();
    table.string('level', 10);
    table.string('highest_level', 10);
    table.string('assignee_id', 64).references('id').inTable('casework_agent');
    table.string('first_agent_id', 64).references('id').inTable('casework_agent');
    table.string('lead_unit_id', 64).references('id').inTable('casework_unit');
    table.integer('round').notNullable();
    table.bigInteger('received_at').notNullable();
    table.bigInteger('intake_due_at');
    table.bigInteger('accepted_at');
    table.bigInteger('deadline_at');
    table.bigInteger('extended_from');
    table.bigInteger('answered_at');
    table.bigInteger('concluded_at');
    table.bigInteger('closed_at');
    table.string('duplicate_of', 36).references('id').inTable('casework_petition');
    table.string('repeat_of', 36).references('id').inTable('casework_petition');
    table.string('earlier_reference', 40);
    table.integer('sample_number');
    table.index(['area_code', 'received_at'], 'casework_petition_area');
    table.index(['state', 'received_at'], 'casework_petition_state');
    table.index(['received_at'], 'casework_petition_received');
    table.index(['text_hash'], 'casework_petition_text');
    table.index(['petitioner_hash'], 'casework_petition_petitioner');
    table.index(['assignee_id'], 'casework_petition_assignee');
  });
  await knex.schema.createTable('casework_person', (table) => {
    table.string('id', 36).primary();
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('role', 20).notNullable();
    table.string('name', 50).notNullable();
    table.text('id_no_sealed');
    table.string('id_no_hash', 64);
    table.string('id_no_masked', 18);
    table.string('phone', 20);
    table.string('address', 200);
    table.index(['petition_id'], 'casework_person_petition');
    table.index(['id_no_hash'], 'casework_person_id_no');
  });
  await knex.schema.createTable('casework_submission', (table) => {
    table.string('id', 36).primary();
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('merged_from', 36).references('id').inTable('casework_petition');
    table.string('channel', 10).notNullable();
    table.bigInteger('received_at').notNullable();
    table.string('text_hash', 64).notNullable();
    table.index(['petition_id'], 'casework_submission_petition');
  });
  await knex.schema.createTable('casework_attachment', (table) => {
    table.string('id', 36).primary();
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('file_name', 200).notNullable();
    table.string('media_type', 100).notNullable();
    table.text('content').notNullable();
    table.string('sha256', 64).notNullable();
    table.index(['petition_id'], 'casework_attachment_petition');
  });
  await knex.schema.createTable('casework_sealed', (table) => {
    table.string('seal_no', 40).primary();
    table.string('petition_id', 36).notNullable().unique().references('id').inTable('casework_petition');
    table.string('passed_to', 64).notNullable();
    table.text('matter_sealed').notNullable();
    table.bigInteger('sealed_at').notNullable();
  });
  await knex.schema.createTable('casework_outbox', (table) => {
    table.string('petition_id', 36).primary().references('id').inTable('casework_petition');
    table.string('business_key', 40).notNullable();
    table.text('body').notNullable();
    table.string('state', 10).notNullable();
    table.integer('attempts').notNullable();
    table.text('last_error');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('sent_at');
    table.index(['state', 'created_at'], 'casework_outbox_state');
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  for (const table of ['outbox', 'sealed', 'attachment', 'submission', 'person', 'petition']) {
    await knex.schema.dropTable(`casework_${table}`);
  }
}
