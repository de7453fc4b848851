import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { BatchStatement, Session } from './session.ts';

/**
 * What is inserted into this view goes into the tables: its triggers are the statements of a batch. So a batch is a single
 * statement, one way to SQLite's thread and back, and a transaction by itself.
 */
const BATCH = 'store_batch';
/**
 * One row: the first line of the journal of which a table lacks a row, written with the rows themselves; and while the journal is needed,
 * the mark by which it is known.
 */
const APPLIED = 'store_applied';
/** One row in the journal's file: its mark. */
const MARK = 'store_journal_mark';
const JOURNAL = 'store_journal';
/** The journal's name beside the tables while it is replayed. */
const ATTACHED = 'beside';

/** Journal and tables were not left by the same server: what was acknowledged cannot be told from them. */
export class JournalIncomplete extends Error {
  constructor(file: string, first: number, needed: number) {
    super(
      `${file} begins with commit ${first}, but the tables beside it need commit ${needed}: ` +
        'the two files are not of one moment. Put back both files of the same back-up',
    );
    this.name = 'JournalIncomplete';
  }
}

/** The tables were not closed in order, and the journal beside them is not theirs. */
export class JournalMissing extends Error {
  constructor(file: string) {
    super(
      `${file} is not the journal of the tables beside it: it was lost or is another's, and what was acknowledged last may stand there alone. ` +
        'Put back both files of the same back-up',
    );
    this.name = 'JournalMissing';
  }
}

/**
 * The commits whose rows the tables may lack, in a file of its own: it can be written while rows go into the tables, which
 * would otherwise keep a commit waiting.
 */
export class Journal {
  readonly #session: Session;

  private constructor(session: Session) {
    this.#session = session;
  }

  static async open(session: Session): Promise<Journal> {
    await session.run(
      `create table if not exists ${JOURNAL} (number integer primary key not null, parts text not null, needed integer not null)`,
    );
    // With the line and not by itself: a transaction more would wait for the disk once more.
    await session.run(
      `create trigger if not exists ${JOURNAL}_needed after insert on ${JOURNAL} begin delete from ${JOURNAL} where number < new.needed; end`,
    );
    return new Journal(session);
  }

  /**
   * Writes a line; durable when it resolves.
   * @param text what the parts of a batch are, as one JSON object
   * @param needed lines before this one go: the tables hold their rows
   */
  append(number: number, text: string, needed: number): Promise<void> {
    return this.#session.run(`insert into ${JOURNAL} (number, parts, needed) values (?, ?, ?)`, number, text, needed);
  }

  /** Lines before this one go: the tables hold their rows. */
  trim(needed: number): Promise<void> {
    return this.#session.run(`delete from ${JOURNAL} where number < ?`, needed);
  }

  /** Writes what is of no matter. @throws when the file cannot be written */
  assertWritable(): Promise<void> {
    return this.#session.run('pragma user_version = 1');
  }
}

/** Inserts one batch: the first line of the journal that is needed afterwards, and a value for each statement. */
export function insertBatch(statements: readonly BatchStatement[]): string {
  const columns = ['needed', ...statements.map(({ key }) => key)];
  return `insert into ${BATCH} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
}

/**
 * The triggers that write the tables. They stay in the database, so that lines a killed server left can be brought into their
 * tables by the very statements they were made for.
 */
export function createBatch(statements: readonly BatchStatement[]): string[] {
  const columns = ['needed', ...statements.map(({ key }) => key)];
  // The last trigger is the first to fire: what is removed goes before what is put.
  const triggers = [...statements].reverse().map(({ key, sql }) => trigger(key, sql.replaceAll('?1', `new.${key}`)));
  return [
    'begin',
    `create view ${BATCH} as select ${columns.map((column) => `null as ${column}`).join(', ')}`,
    trigger('needed', `update ${APPLIED} set needed = new.needed`),
    ...triggers,
    'commit',
  ];
}

function trigger(key: string, sql: string): string {
  return `create trigger ${BATCH}_${key} instead of insert on ${BATCH} when new.${key} is not null begin ${sql}; end`;
}

/**
 * Brings what an earlier server left in the journal into the tables, oldest first. Comes before migrations change the tables.
 * @param file of the journal, where `Journal.open` has been
 * @returns the number of the last line there ever was
 * @throws JournalIncomplete, JournalMissing
 */
export async function replayJournal(
  tables: Session,
  transaction: <T>(work: (transaction: Knex.Transaction) => Promise<T>) => Promise<T>,
  file: string,
): Promise<number> {
  await tables.run(`attach ? as ${ATTACHED}`, file);
  // By itself and first: two files never change in one moment.
  await tables.run(`create table if not exists ${ATTACHED}.${MARK} (mark text not null)`);
  await tables.run(
    `insert into ${ATTACHED}.${MARK} select ? where not exists (select 1 from ${ATTACHED}.${MARK})`,
    randomUUID(),
  );
  const last = await transaction(async (knex) => {
    await knex.raw(`create table if not exists ${APPLIED} (needed integer not null)`);
    if (!(await knex.schema.hasColumn(APPLIED, 'mark'))) await knex.raw(`alter table ${APPLIED} add column mark text`);
    const [applied] = await knex(APPLIED).select<{ needed: number; mark: string | null }[]>('needed', 'mark');
    const [{ mark }] = await knex.raw(`select mark from ${ATTACHED}.${MARK}`);
    if ((applied?.mark ?? mark) !== mark) throw new JournalMissing(file);
    const needed = applied?.needed ?? 1;
    const lines = `${ATTACHED}.${JOURNAL} where number >= ${needed}`;
    const [{ first, last }] = await knex.raw(`select min(number) as first, max(number) as last from ${lines}`);
    if (first !== null && first > needed) throw new JournalIncomplete(file, first, needed);
    // Before the journal had a file of its own, it stood among the tables.
    const wasAmongTables = await knex.schema.hasTable(JOURNAL);
    await insertLines(knex, wasAmongTables ? `main.${JOURNAL} where true` : lines);
    await knex.raw(`drop view if exists ${BATCH}`);
    if (wasAmongTables) await knex.schema.dropTable(JOURNAL);
    await knex(APPLIED).delete();
    await knex(APPLIED).insert({ needed: (last ?? needed - 1) + 1, mark });
    return last ?? needed - 1;
  });
  await tables.run(`delete from ${ATTACHED}.${JOURNAL}`);
  await tables.run(`detach ${ATTACHED}`);
  return last;
}

/** The tables lack nothing: from now on they need no journal. */
export async function leaveJournal(tables: Session): Promise<void> {
  await tables.run(`update ${APPLIED} set mark = null`);
}

/** @param lines the table of the lines, and which of them */
async function insertLines(knex: Knex.Transaction, lines: string): Promise<void> {
  const columns: { name: string }[] = await knex.raw(`pragma table_info(${BATCH})`);
  const keys = columns.map(({ name }) => name).filter((name) => !['number', 'entry', 'needed'].includes(name));
  if (keys.length === 0) return;
  const parts = keys.map((key) => `jsonb_extract(line, '$.${key}')`).join(', ');
  await knex.raw(
    `insert into ${BATCH} (${keys.join(', ')}) select ${parts} from (select jsonb(parts) as line from ${lines} order by number)`,
  );
}
