import type { Knex } from 'knex';
import { PROTECTED_TABLES, type ProtectedColumn, type ProtectedTable } from './protected-columns.ts';

const ROWS_AT_A_TIME = 200;

/** What stored values become; never asked about null. */
export interface Rewriting {
  text(stored: string, column: ProtectedColumn): string;
  bytes(stored: Buffer): Buffer;
}

/** Writes everything protected in the register anew, within the caller's transaction. */
export async function rewriteProtected(trx: Knex, change: Rewriting): Promise<void> {
  for (const { table, key, columns, bytes = [] } of PROTECTED_TABLES as readonly ProtectedTable[]) {
    await forEachRow(trx, `casework_${table}`, key, [...columns, ...bytes], async (row) => {
      const changes: Record<string, string | Buffer> = {};
      for (const column of columns) {
        const stored = row[column];
        if (typeof stored === 'string') changes[column] = change.text(stored, `${table}.${column}` as ProtectedColumn);
      }
      for (const column of bytes) {
        const stored = row[column];
        if (Buffer.isBuffer(stored)) changes[column] = change.bytes(stored);
      }
      if (Object.keys(changes).length > 0) {
        await trx(`casework_${table}`)
          .where({ [key]: row[key] })
          .update(changes);
      }
    });
  }
}

/** Every row of a table in the order of its key, some hundreds in memory at a time. */
export async function forEachRow(
  trx: Knex,
  table: string,
  key: string,
  columns: readonly string[],
  visit: (row: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  let after: unknown;
  for (;;) {
    const rows: Record<string, unknown>[] = await trx(table)
      .select([...new Set([key, ...columns])])
      .modify((q) => {
        if (after !== undefined) q.where(key, '>', after as Knex.Value);
      })
      .orderBy(key)
      .limit(ROWS_AT_A_TIME);
    for (const row of rows) await visit(row);
    if (rows.length < ROWS_AT_A_TIME) return;
    after = rows.at(-1)?.[key];
  }
}
