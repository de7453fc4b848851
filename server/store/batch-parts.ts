import type { ChangeRows, RowChange } from './change-rows.ts';
import type { Dialect } from './dialect.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { BatchStatement } from './session.ts';
import type { Table } from './table.ts';
import { batchTables } from './tables.ts';

/** Rows of some tables, each once. */
export type RowsByTable = Iterable<readonly [Table<unknown>, Iterable<Omit<RowChange, 'table'>>]>;

/** The last version of every row, by table and id. */
export type MergedRows = ReadonlyMap<Table<unknown>, ReadonlyMap<string, RowChange>>;

const LINKS_OF_TASKS = 'links_of_tasks';

/** The statements of a batch: one that removes rows and one that puts rows for each table. */
export function batchStatements(dialect: Dialect): BatchStatement[] {
  return batchTables.flatMap((table) => [
    // A user task's links are written anew whenever the task is.
    table === userTaskLinkTable
      ? { key: LINKS_OF_TASKS, sql: dialect.remove(table.name, 'task_id') }
      : { key: `remove_${table.name}`, sql: dialect.remove(table.name, 'id') },
    { key: `put_${table.name}`, sql: table.insertOnly ? dialect.insert(table) : dialect.upsert(table) },
  ]);
}

/** Merges commands: a row that several of them changed stands as the last one left it. */
export function mergeRows(commands: readonly Pick<ChangeRows, 'rows'>[]): MergedRows {
  const merged = new Map<Table<unknown>, Map<string, RowChange>>();
  for (const { rows } of commands) {
    for (const change of rows) {
      let changes = merged.get(change.table);
      if (!changes) {
        changes = new Map();
        merged.set(change.table, changes);
      }
      changes.set(change.id, change);
    }
  }
  return merged;
}

/** What each statement gets: a JSON array of rows or of ids, by the statement's key. */
export function batchParts(rowsByTable: RowsByTable): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [key, items] of itemsByKey(rowsByTable)) parts.set(key, joined('[', items, ']'));
  return parts;
}

/** The same as one JSON object. */
export function batchText(rowsByTable: RowsByTable): string {
  const pieces: string[] = [];
  for (const [key, items] of itemsByKey(rowsByTable)) {
    items[0] = `"${key}":[${items[0]}`;
    items[items.length - 1] += ']';
    for (const item of items) pieces.push(item);
  }
  return joined('{', pieces, '}');
}

/** Joined once, with the brackets in place: a text put together of parts would be copied again when it is used. */
function joined(open: string, items: string[], close: string): string {
  if (items.length === 0) return open + close;
  items[0] = open + items[0];
  items[items.length - 1] += close;
  return items.join();
}

/** Rows to put as JSON, and ids to remove as JSON, by the key of their statement; none is empty. */
function* itemsByKey(rowsByTable: RowsByTable): Generator<readonly [string, string[]]> {
  for (const [table, rows] of rowsByTable) {
    const puts: string[] = [];
    const removed: string[] = [];
    const ids: string[] = [];
    const links: string[] = [];
    for (const row of rows) {
      if (row.text === null) removed.push(JSON.stringify(row.id));
      else puts.push(row.text);
      if (table !== userTaskTable) continue;
      ids.push(JSON.stringify(row.id));
      if (row.links) links.push(...row.links);
    }
    if (puts.length > 0) yield [`put_${table.name}`, puts];
    if (removed.length > 0) yield [`remove_${table.name}`, removed];
    if (ids.length > 0) yield [LINKS_OF_TASKS, ids];
    if (links.length > 0) yield [`put_${userTaskLinkTable.name}`, links];
  }
}

/** Merged rows as `batchParts` takes them. */
export function* rowsOf(merged: MergedRows): Generator<readonly [Table<unknown>, Iterable<RowChange>]> {
  for (const [table, rows] of merged) yield [table, rows.values()];
}
