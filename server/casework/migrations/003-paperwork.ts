import type { Knex } from 'knex';

/** Letters and what units, residents and superiors did. Each unique index is the idempotency key of the worker that writes it. */
export async function up(knex: Knex): Promise<void> {
  const petition = (table: Knex.CreateTableBuilder) =>
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');

  await knex.schema.createTable('casework_document', (table) => {
    table.string('id', 36).primary();
    petition(table);
    table.string('business_key', 40).notNullable();
    table.string('template', 40).notNullable();
    table.integer('round').notNullable();
    table.string('reference', 100).notNullable();
    table.string('document_no', 60).unique();
    table.text('content').notNullable();
    table.string('sha256', 64).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('delivered_at');
    table.unique(['business_key', 'template', 'round', 'reference'], { indexName: 'casework_document_once' });
    table.index(['petition_id'], 'casework_document_petition');
  });
  await knex.schema.createTable('casework_delivery', (table) => {
    table.increments('id');
    table.string('document_id', 36).notNullable().references('id').inTable('casework_document');
    table.string('channel', 10).notNullable();
    table.integer('attempt').notNullable();
    table.bigInteger('sent_at').notNullable();
    table.unique(['document_id', 'channel', 'attempt'], { indexName: 'casework_delivery_once' });
  });
  await knex.schema.createTable('casework_supervision_order', (table) => {
    table.string('order_no', 60).primary();
    petition(table);
    table.string('unit_id', 64).references('id').inTable('casework_unit');
    table.string('reason', 40).notNullable();
    table.integer('round').notNullable();
    table.string('degree', 20).notNullable();
    table.bigInteger('issued_at').notNullable();
    table.text('reply');
    table.bigInteger('replied_at');
    table.string('verdict', 20);
    table.bigInteger('closed_at');
    table.unique(['petition_id', 'reason', 'round', 'degree'], { indexName: 'casework_supervision_order_once' });
  });
  await knex.schema.createTable('casework_unit_inbox', (table) => {
    table.increments('id');
    petition(table);
    table.string('unit_id', 64).notNullable().references('id').inTable('casework_unit');
    table.integer('round').notNullable();
    table.string('mode', 10).notNullable();
    table.bigInteger('due_at');
    table.bigInteger('sent_at').notNullable();
    table.unique(['petition_id', 'unit_id', 'round'], { indexName: 'casework_unit_inbox_once' });
  });
  await knex.schema.createTable('casework_diversion', (table) => {
    table.string('id', 36).primary();
    petition(table);
    table.string('procedure', 40).notNullable();
    table.bigInteger('diverted_at').notNullable();
    table.unique(['petition_id', 'procedure'], { indexName: 'casework_diversion_once' });
  });
  await knex.schema.createTable('casework_escalation', (table) => {
    table.increments('id');
    petition(table);
    table.string('decision_key', 150).notNullable().unique();
    table.string('trigger', 40).notNullable();
    table.string('from_level', 10).notNullable();
    table.string('target_level', 20).notNullable();
    table.string('action', 60).notNullable();
    table.string('degree', 20);
    table.integer('round').notNullable();
    table.string('rule_version', 100);
    table.bigInteger('decided_at').notNullable();
    table.index(['petition_id'], 'casework_escalation_petition');
  });
  await knex.schema.createTable('casework_rating', (table) => {
    table.string('token', 64).primary();
    petition(table);
    table.integer('round').notNullable();
    table.bigInteger('invited_at').notNullable();
    table.text('answer');
    table.bigInteger('answered_at');
    table.unique(['petition_id', 'round'], { indexName: 'casework_rating_once' });
  });
  await knex.schema.createTable('casework_recusal', (table) => {
    table.increments('id');
    petition(table);
    table.string('agent_id', 64).notNullable().references('id').inTable('casework_agent');
    table.string('reason', 500).notNullable();
    table.bigInteger('declared_at').notNullable();
    table.unique(['petition_id', 'agent_id'], { indexName: 'casework_recusal_once' });
  });
  await knex.schema.createTable('casework_audit', (table) => {
    table.increments('id');
    table.string('petition_id', 36).references('id').inTable('casework_petition');
    table.string('once_key', 200).unique();
    table.string('action', 40).notNullable();
    table.string('actor', 64);
    table.text('detail').notNullable();
    table.bigInteger('at').notNullable();
    table.index(['petition_id', 'at'], 'casework_audit_petition');
  });
}

/** Takes the tables away, with all that is in them. */
export async function down(knex: Knex): Promise<void> {
  const tables = [
    'audit',
    'recusal',
    'rating',
    'escalation',
    'diversion',
    'unit_inbox',
    'supervision_order',
    'delivery',
    'document',
  ];
  for (const table of tables) await knex.schema.dropTable(`casework_${table}`);
}
