import type { Knex } from 'knex';
import type { Cell } from './row-reader.ts';
import type { Table } from './table.ts';

/** SQLite takes at most 500 rows in one insert by values. */
const ROWS_AT_A_TIME = 100;

/** Inserts a few rows inside a transaction; what runs write in masses goes through the batch writer instead. */
export async function insertRows<Row extends object>(
  knex: Knex,
  table: Table<Row>,
  rows: readonly Row[],
): Promise<void> {
  const records = rows.map((row) => {
    const values = table.values(row);
    return Object.fromEntries(table.columns.map(({ name }, index) => [name, bound(values[index])]));
  });
  if (records.length > 0) await knex.batchInsert(table.name, records, ROWS_AT_A_TIME);
}

function bound(cell: Cell | undefined): Exclude<Cell, object> | undefined {
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : cell;
}
