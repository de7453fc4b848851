import type { Knex } from 'knex';
import type { Cell } from './row-reader.ts';
import type { Table } from './table.ts';
import { batchTables } from './tables.ts';

/** The places of the columns that must not be empty, by table. */
export type RequiredColumns = ReadonlyMap<Table<unknown>, readonly number[]>;

/** Asks the database which columns of the batch's tables must not be empty. */
export async function readRequiredColumns(knex: Knex): Promise<RequiredColumns> {
  const required = new Map<Table<unknown>, number[]>();
  for (const table of batchTables) {
    const columns = await knex(table.name).columnInfo();
    const places = table.columns.flatMap(({ name }, index) => (columns[name]?.nullable === false ? [index] : []));
    required.set(table, places);
  }
  return required;
}

/** What the database would say to a row that lacks a required value; undefined when nothing is missing. */
export function missingValue(
  required: RequiredColumns,
  table: Table<unknown>,
  values: readonly Cell[],
): Error | undefined {
  for (const index of required.get(table) ?? []) {
    const value = values[index];
    // JSON turns a number that is none into null.
    if (value === null || (typeof value === 'number' && !Number.isFinite(value)))
      return new Error(`${table.name}.${table.columns[index]?.name} must not be empty`);
  }
  return undefined;
}
