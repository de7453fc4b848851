import type { Knex } from 'knex';

/** Rows of one table that are asked for again and again. */
interface Kept {
  rows: Map<string, unknown>;
  /** How many write one of them now, or wrote it in a transaction that has not ended. */
  writers: Map<string, number>;
  /** How many rows were given up so far. */
  changes: number;
}

/** Beyond it all of a table's rows are given up: places, units and days of a city are fewer, of petitions those that are in hand. */
const MOST = 5_000;
const EVERY_ROW = '';

function keptOf(db: Knex, table: string): Kept {
  // Transactions have the parameters of the connection they were begun on.
  const tables: Map<string, Kept> = db.userParams['kept'] ?? new Map();
  db.userParams['kept'] = tables;
  let kept = tables.get(table);
  if (!kept) {
    kept = { rows: new Map(), writers: new Map(), changes: 0 };
    tables.set(table, kept);
  }
  return kept;
}

/**
 * A row as it was read before, or as `read` reads it now; rows that are being written are never kept. One server alone writes the register
 * (`register-lock.ts`), and only the file of a table writes that table: through `writeKept`.
 */
export async function readKept<Row>(
  db: Knex,
  table: string,
  key: string,
  read: () => Promise<Row | undefined>,
): Promise<Row | undefined> {
  const kept = keptOf(db, table);
  if (kept.writers.has(key) || kept.writers.has(EVERY_ROW)) return read();
  const known = kept.rows.get(key) as Row | undefined;
  if (known !== undefined) return known;
  const { changes } = kept;
  const row = await read();
  // What was given up meanwhile may be this one.
  if (row === undefined || kept.changes !== changes) return row;
  if (kept.rows.size >= MOST) kept.rows.clear();
  kept.rows.set(key, row);
  return row;
}

/** Writes rows of a table that `readKept` reads. @param key the only one that is written; without it any may be */
export async function writeKept<T>(db: Knex, table: string, write: () => Promise<T>, key = EVERY_ROW): Promise<T> {
  const kept = keptOf(db, table);
  const giveUp = () => {
    kept.changes += 1;
    if (key === EVERY_ROW) kept.rows.clear();
    else kept.rows.delete(key);
  };
  const end = () => {
    giveUp();
    const left = (kept.writers.get(key) ?? 1) - 1;
    if (left === 0) kept.writers.delete(key);
    else kept.writers.set(key, left);
  };
  kept.writers.set(key, (kept.writers.get(key) ?? 0) + 1);
  giveUp();
  const written = write();
  // What a transaction writes is there for the others when it ends, or never was.
  const over = db.isTransaction ? (db as Knex.Transaction).executionPromise : written;
  void Promise.resolve(over).then(end, end);
  return written;
}
