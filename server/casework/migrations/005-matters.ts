import type { Knex } from 'knex';

/**
 * Disputes, suggestions and reviews. A dispute or suggestion that stands on its own is an entry of the register like a petition, in a book of
 * its own, so that letters, orders, persons and audit serve all three; what only it has stands in the tables below.
 */
export async function up(knex: Knex): Promise<void> {
  const entry = (table: Knex.CreateTableBuilder) =>
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');

  await knex.schema.alterTable('casework_petition', (table) => {
    table.string('book', 12).notNullable().defaultTo('petition');
    table.bigInteger('final_at');
    table.index(['book', 'received_at'], 'casework_petition_book');
  });
  await knex.schema.alterTable('casework_document', (table) => {
    table.string('proof', 20);
  });
  await knex.schema.alterTable('casework_rating', (table) => {
    table.integer('member_no').notNullable().defaultTo(0);
    table.dropUnique(['petition_id', 'round'], 'casework_rating_once');
    table.unique(['petition_id', 'round', 'member_no'], { indexName: 'casework_rating_per_member' });
  });
  await widenOutbox(knex);
  await knex.schema.createTable('casework_dispute', (table) => {
    entry(table).primary();
    table.text('facts').notNullable();
    table.integer('party_count').notNullable();
    table.bigInteger('amount_yuan').notNullable();
    table.integer('failed_count').notNullable();
    table.string('outcome', 20);
    table.bigInteger('closed_at');
  });
  await knex.schema.createTable('casework_campaign', (table) => {
    table.string('id', 36).primary();
    table.string('title', 100).notNullable();
    table.string('kind', 10).notNullable();
    table.string('subject_code', 30);
    table.string('lead_unit_id', 64).references('id').inTable('casework_unit');
    table.string('from_day', 10).notNullable();
    table.string('to_day', 10).notNullable();
  });
  await knex.schema.createTable('casework_suggestion', (table) => {
    entry(table).primary();
    table.string('title', 60).notNullable();
    table.text('problem').notNullable();
    table.text('proposal').notNullable();
    table.text('benefit');
    table.string('campaign_id', 36).references('id').inTable('casework_campaign');
    table.boolean('show_name').notNullable();
    table.text('facts').notNullable();
    table.string('source_id', 36).unique().references('id').inTable('casework_petition');
    table.string('same_idea_of', 36).references('id').inTable('casework_petition');
    table.string('screening', 20);
    table.string('track', 20);
    table.string('verdict', 20);
    table.text('instruction');
    table.string('conversion_kind', 20);
    table.boolean('rewarded');
    table.string('url', 200);
    table.bigInteger('published_at');
  });
  await knex.schema.createTable('casework_expert', (table) => {
    table.string('id', 64).primary();
    table.string('name', 100).notNullable();
    table.string('kind', 20).notNullable();
    table.string('area_code', 12).notNullable().references('code').inTable('casework_area');
    table.boolean('active').notNullable();
  });
  await knex.schema.createTable('casework_statement', (table) => {
    table.increments('id');
    entry(table);
    table.string('purpose', 20).notNullable();
    table.integer('round').notNullable();
    table.string('speaker', 64).notNullable();
    table.string('statement', 20);
    table.text('detail');
    table.bigInteger('stated_at').notNullable();
    table.unique(['petition_id', 'purpose', 'round', 'speaker'], { indexName: 'casework_statement_once' });
  });
  await knex.schema.createTable('casework_agreement', (table) => {
    table.string('agreement_no', 60).primary();
    entry(table).unique();
    table.boolean('oral').notNullable();
    table.bigInteger('effective_at').notNullable();
    table.bigInteger('perform_at').notNullable();
    table.bigInteger('confirmation_due_at');
    table.string('court_receipt_no', 60);
    table.bigInteger('sent_to_court_at');
    table.string('court_verdict', 10);
  });
  await knex.schema.createTable('casework_review', (table) => {
    table.string('id', 36).primary();
    entry(table);
    table.string('stage', 10).notNullable();
    table.integer('round').notNullable();
    table.text('reason').notNullable();
    table.string('asked_unit_id', 64).references('id').inTable('casework_unit');
    table.string('state', 10).notNullable();
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('due_at');
    table.bigInteger('paused_at');
    table.string('decision', 20);
    table.bigInteger('decided_at');
    table.index(['petition_id', 'requested_at'], 'casework_review_petition');
  });
  await knex.schema.createTable('casework_visit', (table) => {
    table.increments('id');
    entry(table);
    table.string('kind', 20).notNullable();
    table.string('agent_id', 64).references('id').inTable('casework_agent');
    table.text('summary');
    table.bigInteger('at').notNullable();
    table.index(['petition_id', 'at'], 'casework_visit_petition');
  });
}

/** A message may wait for any process, and one entry of the register may have several: the row gets a key of its own. */
async function widenOutbox(knex: Knex): Promise<void> {
  await knex.schema.renameTable('casework_outbox', 'casework_outbox_before');
  await knex.schema.alterTable('casework_outbox_before', (table) => {
    table.dropIndex(['state', 'created_at'], 'casework_outbox_state');
  });
  await knex.schema.createTable('casework_outbox', (table) => {
    // PostgreSQL leaves the key of a renamed table its name, so the new one needs another.
    table.string('id', 36).primary('casework_outbox_key');
    table.string('petition_id', 36).notNullable().references('id').inTable('casework_petition');
    table.string('business_key', 40).notNullable();
    table.string('process_key', 60).notNullable();
    table.text('body').notNullable();
    table.string('state', 10).notNullable();
    table.integer('attempts').notNullable();
    table.text('last_error');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('sent_at');
    table.index(['state', 'created_at'], 'casework_outbox_waiting');
  });
  const columns = 'petition_id, business_key, body, state, attempts, last_error, created_at, sent_at';
  await knex.raw(
    `insert into casework_outbox (id, process_key, ${columns}) select petition_id, 'petition-intake', ${columns} from casework_outbox_before`,
  );
  await knex.schema.dropTable('casework_outbox_before');
}

/** Takes the tables away, with all that is in them; petitions and their outbox stay. */
export async function down(knex: Knex): Promise<void> {
  const tables = ['visit', 'review', 'agreement', 'statement', 'expert', 'suggestion', 'campaign', 'dispute'];
  for (const table of tables) await knex.schema.dropTable(`casework_${table}`);
  await knex.schema.alterTable('casework_outbox', (table) => {
    table.dropColumn('process_key');
  });
  await knex.schema.alterTable('casework_document', (table) => {
    table.dropColumn('proof');
  });
  await knex.schema.alterTable('casework_petition', (table) => {
    table.dropIndex(['book', 'received_at'], 'casework_petition_book');
    table.dropColumn('book');
    table.dropColumn('final_at');
  });
}
