import type { TypeWords } from './migrate.ts';
import type { Column, Table } from './table.ts';

/** The SQL that the two databases spell differently. Every batch statement takes one parameter: a JSON array. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  readonly types: TypeWords;
  /** Inserts rows given as `[[…values in column order], …]`. */
  insert<Row>(table: Table<Row>): string;
  /** The same, overwriting the changeable columns of rows that are there. */
  upsert<Row>(table: Table<Row>): string;
  /** Deletes the rows whose `column` is in `["…", …]`. */
  remove(tableName: string, column: string): string;
  /** A sub-select of the texts in the JSON array that is the statement's only parameter. */
  readonly texts: string;
  /** Answers columns as the text of a JSON array. */
  jsonArray(terms: readonly string[]): string;
  /** Whether an error names bad data in one row, not trouble of the database as a whole. */
  isDataError(error: unknown): boolean;
}

export const sqlite: Dialect = {
  name: 'sqlite',
  types: { bytes: 'blob' },
  // A line of the journal may come again: its row is there then.
  insert: (table) =>
    `${insertInto(table)} select ${sqliteValues(table)} from jsonb_each(?1) where true on conflict (id) do nothing`,
  // `where true` keeps SQLite's parser from reading "on" as a join's.
  upsert: (table) =>
    `${insertInto(table)} select ${sqliteValues(table)} from jsonb_each(?1) where true ${onConflict(table)}`,
  remove: (tableName, column) => `delete from ${tableName} where ${column} in (select value from json_each(?1))`,
  texts: '(select value from json_each(?1))',
  jsonArray: (terms) => `json_array(${terms.join(', ')})`,
  isDataError: (error) => /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|ERROR|RANGE)$/.test(codeOf(error)),
};

export const postgres: Dialect = {
  name: 'postgres',
  types: { bytes: 'bytea' },
  insert: (table) => `${insertInto(table)} select ${postgresValues(table)} from ${postgresItems(table)}`,
  upsert: (table) =>
    `${insertInto(table)} select ${postgresValues(table)} from ${postgresItems(table)} ${onConflict(table)}`,
  remove: (tableName, column) =>
    `delete from ${tableName} where ${column} in (select jsonb_array_elements_text($1::jsonb))`,
  texts: '(select jsonb_array_elements_text($1::jsonb))',
  jsonArray: (terms) => `json_build_array(${terms.join(', ')})::text`,
  // Classes 22 (data exception) and 23 (integrity constraint violation).
  isDataError: (error) => /^2[23]...$/.test(codeOf(error)),
};

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

function insertInto<Row>({ name, columns }: Table<Row>): string {
  return `insert into ${name} (${columns.map((column) => column.name).join(', ')})`;
}

function onConflict<Row>({ columns }: Table<Row>): string {
  const changeable = columns.filter((column) => !column.fixed);
  return `on conflict (id) do update set ${changeable.map(({ name }) => `${name} = excluded.${name}`).join(', ')}`;
}

/** jsonb_each hands the parsed array on, so that no row is turned into text and parsed again for each column. */
function sqliteValues<Row>({ columns }: Table<Row>): string {
  return columns.map((_, index) => `value ->> ${index}`).join(', ');
}

/** jsonb puts the members of an object into an order of its own: what a `json` column keeps must stay as it was given. */
function postgresItems<Row>({ columns }: Table<Row>): string {
  const type = columns.some((column) => column.type === 'json') ? 'json' : 'jsonb';
  return `${type}_array_elements($1::${type}) as item`;
}

function postgresValues<Row>({ columns }: Table<Row>): string {
  return columns.map((column, index) => `(item ->> ${index})${POSTGRES_CASTS[column.type]}`).join(', ');
}

const POSTGRES_CASTS: Record<Column['type'], string> = {
  text: '',
  json: '',
  integer: '::bigint',
  real: '::double precision',
  boolean: '::boolean',
};
