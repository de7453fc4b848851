import type { ChangeRows, RowChange } from './change-rows.ts';
import type { Dialect } from './dialect.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Session } from './session.ts';
import type { Scalar, Table } from './table.ts';
import { batchTables } from './tables.ts';

/** Writes the rows of many commands in one transaction, with at most one upsert and one delete statement per table. */
export class BatchWriter {
  readonly #session: Session;
  readonly #statements: ReadonlyMap<Table<unknown>, { put: string; remove: string }>;
  readonly #removeLinks: string;

  constructor(session: Session, dialect: Dialect) {
    this.#session = session;
    this.#statements = new Map(
      batchTables.map((table) => [
        table,
        {
          put: table.insertOnly ? dialect.insert(table) : dialect.upsert(table),
          remove: dialect.remove(table.name, 'id'),
        },
      ]),
    );
    this.#removeLinks = dialect.remove(userTaskLinkTable.name, 'task_id');
  }

  /** Commits all of it or nothing. A row changed by several commands is written once, as the last one left it. */
  async write(commands: readonly Pick<ChangeRows, 'rows'>[]): Promise<void> {
    const merged = merge(commands);
    await this.#session.begin();
    try {
      for (const table of batchTables) {
        const changes = merged.get(table);
        if (changes) await this.#writeTable(table, changes);
      }
      await this.#session.commit();
    } catch (error) {
      await this.#session.rollback();
      throw error;
    }
  }

  async #writeTable(table: Table<unknown>, changes: ReadonlyMap<string, RowChange>): Promise<void> {
    const puts: Scalar[][] = [];
    const removed: string[] = [];
    for (const [id, { values }] of changes) {
      if (values) puts.push(values);
      else removed.push(id);
    }
    const statements = this.#statements.get(table)!;
    if (puts.length > 0) await this.#session.run(statements.put, JSON.stringify(puts));
    if (removed.length > 0) await this.#session.run(statements.remove, JSON.stringify(removed));
    if (table === userTaskTable) await this.#replaceLinks(changes);
  }

  async #replaceLinks(tasks: ReadonlyMap<string, RowChange>): Promise<void> {
    await this.#session.run(this.#removeLinks, JSON.stringify([...tasks.keys()]));
    const links = [...tasks.values()].flatMap((task) => task.links ?? []);
    if (links.length > 0) {
      await this.#session.run(this.#statements.get(userTaskLinkTable)!.put, JSON.stringify(links));
    }
  }
}

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
