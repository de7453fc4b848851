import type { Knex } from 'knex';

/** What may be written anew: a closed text, when the keys change. */
const FIXED = ['petition_id', 'record', 'record_id', 'fields', 'viewer_kind', 'actor', 'at'];

/** Who read which personal data, when and why. Rows are added; the database itself refuses to change or delete one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('casework_disclosure', (table) => {
    table.increments('id');
    table.string('petition_id', 36).references('id').inTable('casework_petition');
    table.string('record', 20).notNullable();
    table.string('record_id', 64);
    table.text('fields').notNullable();
    table.string('viewer_kind', 20).notNullable();
    table.string('actor', 64);
    table.text('reason');
    table.bigInteger('at').notNullable();
    table.index(['petition_id', 'at'], 'casework_disclosure_petition');
    table.index(['actor', 'at'], 'casework_disclosure_actor');
    table.index(['at'], 'casework_disclosure_at');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `create function casework_disclosure_stays() returns trigger language plpgsql as
       $$ begin raise exception 'disclosures are neither changed nor deleted'; end $$`,
    );
    await knex.raw(
      `create trigger casework_disclosure_fixed before update of ${FIXED.join(', ')} on casework_disclosure
       for each row execute function casework_disclosure_stays()`,
    );
    await knex.raw(
      `create trigger casework_disclosure_kept before delete on casework_disclosure
       for each row execute function casework_disclosure_stays()`,
    );
    return;
  }
  const refuse = "begin select raise(abort, 'disclosures are neither changed nor deleted'); end";
  await knex.raw(
    `create trigger casework_disclosure_fixed before update of ${FIXED.join(', ')} on casework_disclosure ${refuse}`,
  );
  await knex.raw(`create trigger casework_disclosure_kept before delete on casework_disclosure ${refuse}`);
}

/** Forgets who read what. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('casework_disclosure');
  if (knex.client.config.client === 'pg') await knex.raw('drop function casework_disclosure_stays()');
}
