import type { ChangeRows, RowChange } from './change-rows.ts';
import type { Dialect } from './dialect.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { BatchStatement } from './session.ts';
import type { Table } from './table.ts';
import { batchTables } from './tables.ts';

/** The last version of every row, by table and id. */
export type MergedRows = ReadonlyMap<Table<unknown>, ReadonlyMap<string, Pick<RowChange, 'text' | 'links'>>>;

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
export function batchParts(rows: MergedRows): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [table, changes] of rows) {
    const puts: string[] = [];
    const removed: string[] = [];
    for (const [id, { text }] of changes) {
      if (text === null) removed.push(id);
      else puts.push(text);
    }
    if (puts.length > 0) parts.set(`put_${table.name}`, `[${puts.join()}]`);
    if (removed.length > 0) parts.set(`remove_${table.name}`, JSON.stringify(removed));
    if (table === userTaskTable) {
      parts.set(LINKS_OF_TASKS, JSON.stringify([...changes.keys()]));
      const links = [...changes.values()].flatMap((task) => task.links ?? []);
      if (links.length > 0) parts.set(`put_${userTaskLinkTable.name}`, `[${links.join()}]`);
    }
  }
  return parts;
}
