import type { ChangeRows, RowChange } from './change-rows.ts';
import type { Dialect } from './dialect.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Batch, BatchStatement, Session } from './session.ts';
import type { Scalar, Table } from './table.ts';
import { batchTables } from './tables.ts';

/** Writes the rows of many commands in one transaction, with at most one upsert and one delete statement per table. */
export class BatchWriter {
  readonly #batch: Promise<Batch>;

  constructor(session: Session, dialect: Dialect) {
    const statements: BatchStatement[] = [];
    for (const table of batchTables) {
      // A user task's links are written anew whenever the task is.
      if (table === userTaskLinkTable) {
        statements.push({ key: LINKS_OF_TASKS, sql: dialect.remove(table.name, 'task_id') });
      } else statements.push({ key: `remove_${table.name}`, sql: dialect.remove(table.name, 'id') });
      statements.push({
        key: `put_${table.name}`,
        sql: table.insertOnly ? dialect.insert(table) : dialect.upsert(table),
      });
    }
    this.#batch = session.prepareBatch(statements);
    // Reported by the first write.
    this.#batch.catch(() => undefined);
  }

  /** Commits all of it or nothing. A row changed by several commands is written once, as the last one left it. */
  async write(commands: readonly Pick<ChangeRows, 'rows'>[]): Promise<void> {
    const parts = new Map<string, string>();
    for (const [table, changes] of merge(commands)) {
      const puts: Scalar[][] = [];
      const removed: string[] = [];
      for (const [id, { values }] of changes) {
        if (values) puts.push(values);
        else removed.push(id);
      }
      if (puts.length > 0) parts.set(`put_${table.name}`, JSON.stringify(puts));
      if (removed.length > 0) parts.set(`remove_${table.name}`, JSON.stringify(removed));
      if (table === userTaskTable) {
        parts.set(LINKS_OF_TASKS, JSON.stringify([...changes.keys()]));
        const links = [...changes.values()].flatMap((task) => task.links ?? []);
        if (links.length > 0) parts.set(`put_${userTaskLinkTable.name}`, JSON.stringify(links));
      }
    }
    const batch = await this.#batch;
    await batch(parts);
  }
}

const LINKS_OF_TASKS = 'links_of_tasks';

function merge(commands: readonly Pick<ChangeRows, 'rows'>[]): Map<Table<unknown>, Map<string, RowChange>> {
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
