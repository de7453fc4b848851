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
  for (const { key, items } of itemsByKey(rowsByTable)) parts.set(key, joined('[', items, ']'));
  return parts;
}

/**
 * The same as one JSON object. From then on each row's text is a piece of it: rows wait for their tables for a second, and to copy
 * thousands of small texts that live so long, again and again, is much work for the collector. One long one is not.
 */
export function batchText(merged: MergedRows): string {
  const pieces: string[] = [];
  const placed: RowChange[] = [];
  const starts: number[] = [];
  let at = 1;
  for (const { key, items, rows } of itemsByKey(rowsOf(merged))) {
    const head = `"${key}":[`;
    at += head.length;
    for (let index = 0; index < items.length; index += 1) {
      if (rows) {
        placed.push(rows[index]!);
        starts.push(at);
      }
      // A comma follows.
      at += items[index]!.length + 1;
    }
    items[0] = head + items[0];
    items[items.length - 1] += ']';
    at += 1;
    for (const item of items) pieces.push(item);
  }
  const text = joined('{', pieces, '}');
  for (let index = 0; index < placed.length; index += 1) {
    const row = placed[index]!;
    row.text = text.slice(starts[index], starts[index]! + row.text!.length);
  }
  return text;
}

/** Joined once, with the brackets in place: a text put together of parts would be copied again when it is used. */
function joined(open: string, items: string[], close: string): string {
  if (items.length === 0) return open + close;
  items[0] = open + items[0];
  items[items.length - 1] += close;
  return items.join();
}

/** What one statement gets: rows to put as JSON, or ids to remove. */
interface Items<Row> {
  key: string;
  /** Never empty. */
  items: string[];
  /** The rows whose texts the items are, where they are those. */
  rows?: Row[];
}

function* itemsByKey<Row extends Omit<RowChange, 'table'>>(
  rowsByTable: Iterable<readonly [Table<unknown>, Iterable<Row>]>,
): Generator<Items<Row>> {
  for (const [table, all] of rowsByTable) {
    const rows: Row[] = [];
    const puts: string[] = [];
    const removed: string[] = [];
    const ids: string[] = [];
    const links: string[] = [];
    for (const row of all) {
      if (row.text === null) removed.push(JSON.stringify(row.id));
      else {
        rows.push(row);
        puts.push(row.text);
      }
      if (table !== userTaskTable) continue;
      ids.push(JSON.stringify(row.id));
      if (row.links) links.push(...row.links);
    }
    if (puts.length > 0) yield { key: `put_${table.name}`, items: puts, rows };
    if (removed.length > 0) yield { key: `remove_${table.name}`, items: removed };
    if (ids.length > 0) yield { key: LINKS_OF_TASKS, items: ids };
    if (links.length > 0) yield { key: `put_${userTaskLinkTable.name}`, items: links };
  }
}

/** Merged rows as `batchParts` takes them. */
export function* rowsOf(merged: MergedRows): Generator<readonly [Table<unknown>, Iterable<RowChange>]> {
  for (const [table, rows] of merged) yield [table, rows.values()];
}
