import type { Knex } from 'knex';
import type { BatchStatement } from './session.ts';

/**
 * What is inserted into this view goes into the journal and into the tables: its triggers are the statements of a batch. So a
 * batch is a single statement, one way to SQLite's thread and back, and a transaction by itself.
 */
const BATCH = 'store_batch';
const JOURNAL = 'store_journal';

/** Inserts one batch: the number and text of its line of the journal, the first line still needed, a value for each statement. */
export function insertBatch(statements: readonly BatchStatement[]): string {
  const columns = ['number', 'entry', 'needed', ...statements.map(({ key }) => key)];
  return `insert into ${BATCH} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
}

/** Inserts a line of the journal and nothing else: by itself it takes a fraction of what the view's forty triggers take. */
export const INSERT_LINE = `insert into ${JOURNAL} (number, parts) values (?, ?)`;

/**
 * The journal of a SQLite database, and the triggers that write it and the tables. They stay in the database, so that lines
 * a killed server left can be brought into their tables by the very statements they were made for.
 */
export function createJournal(statements: readonly BatchStatement[]): string[] {
  const columns = ['number', 'entry', 'needed', ...statements.map(({ key }) => key)];
  // The last trigger is the first to fire: what is removed goes before what is put.
  const triggers = [...statements].reverse().map(({ key, sql }) => trigger(key, sql.replaceAll('?1', `new.${key}`)));
  return [
    'begin',
    `create table if not exists ${JOURNAL} (number integer primary key not null, parts text not null)`,
    `create view ${BATCH} as select ${columns.map((column) => `null as ${column}`).join(', ')}`,
    trigger('entry', `insert into ${JOURNAL} (number, parts) values (new.number, new.entry)`),
    trigger('needed', `delete from ${JOURNAL} where number < new.needed`),
    ...triggers,
    'commit',
  ];
}

function trigger(key: string, sql: string): string {
  return `create trigger ${BATCH}_${key} instead of insert on ${BATCH} when new.${key} is not null begin ${sql}; end`;
}

/** Brings what an earlier server left in the journal into the tables, oldest first. Comes before migrations change the tables. */
export async function replayJournal(
  transaction: <T>(work: (transaction: Knex.Transaction) => Promise<T>) => Promise<T>,
): Promise<void> {
  await transaction(async (knex) => {
    const columns: { name: string }[] = await knex.raw(`pragma table_info(${BATCH})`);
    const keys = columns.map(({ name }) => name).filter((name) => !['number', 'entry', 'needed'].includes(name));
    if (keys.length === 0) return;
    const parts = keys.map((key) => `jsonb_extract(line, '$.${key}')`).join(', ');
    await knex.raw(
      `insert into ${BATCH} (${keys.join(', ')}) select ${parts} from (select jsonb(parts) as line from ${JOURNAL} order by number)`,
    );
    await knex(JOURNAL).delete();
    await knex.raw(`drop view ${BATCH}`);
  });
}
