import { type Family, type Instance, newFamily } from '../engine/state.ts';
import type { Database } from './database.ts';
import { largeValueTable } from './history/large-value.ts';
import { type LargeValues, resolveReferences } from './large-values.ts';
import { externalTaskTable } from './runtime/external-task.ts';
import { incidentTable } from './runtime/incident.ts';
import { instanceTable } from './runtime/instance.ts';
import { jobTable } from './runtime/job.ts';
import { subscriptionTable } from './runtime/subscription.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { readRow, type Table } from './table.ts';

interface Part {
  table: Table<unknown>;
  put(family: Family, row: unknown): void;
}

/** What a family is made of; a part's place in this list is what marks its rows in the answer. */
const parts: readonly Part[] = [
  part(instanceTable, (family) => family.instances),
  part(externalTaskTable, (family) => family.externalTasks),
  part(userTaskTable, (family) => family.userTasks),
  part(jobTable, (family) => family.jobs),
  part(subscriptionTable, (family) => family.subscriptions),
  part(incidentTable, (family) => family.incidents),
];

function part<Row extends { id: string }>(table: Table<Row>, target: (family: Family) => Map<string, Row>): Part {
  return {
    table,
    put(family, answer) {
      const row = answer as Row;
      target(family).set(row.id, row);
    },
  };
}

/** Reads whole families, as many at a time as are asked for in one turn of the event loop, by one statement. */
export class FamilyReader {
  readonly #database: Database;
  readonly #large: LargeValues;
  readonly #sql: string;
  #asked = new Map<
    string,
    { promise: Promise<Family | undefined>; resolve(family: Family | undefined): void; reject(error: unknown): void }
  >();
  #reading: Promise<void> | undefined;

  constructor(database: Database, large: LargeValues) {
    this.#database = database;
    this.#large = large;
    this.#sql = familySql(database);
  }

  /** The family as it is committed, or undefined when its root instance has ended or never was. */
  read(rootId: string): Promise<Family | undefined> {
    const known = this.#asked.get(rootId);
    if (known) return known.promise;
    let settle: { resolve(family: Family | undefined): void; reject(error: unknown): void } | undefined;
    const promise = new Promise<Family | undefined>((resolve, reject) => {
      settle = { resolve, reject };
    });
    this.#asked.set(rootId, { promise, ...settle! });
    if (this.#reading === undefined) this.#reading = this.#readAll();
    return promise;
  }

  async #readAll(): Promise<void> {
    while (this.#asked.size > 0) {
      const asked = this.#asked;
      this.#asked = new Map();
      try {
        const families = await this.#readFamilies([...asked.keys()]);
        for (const [rootId, { resolve }] of asked) resolve(families.get(rootId));
      } catch (error) {
        for (const { reject } of asked.values()) reject(error);
      }
    }
    this.#reading = undefined;
  }

  async #readFamilies(rootIds: string[]): Promise<Map<string, Family>> {
    const families = new Map<string, Family>();
    const withLarge: Instance[] = [];
    for (const answer of await this.#database.reads.all(this.#sql, JSON.stringify(rootIds))) {
      const { table, put } = parts[Number(answer['part'])]!;
      const row = readValues(table, JSON.parse(String(answer['row'])));
      const rootId = String(answer['root_id']);
      const family = families.get(rootId) ?? newFamily(rootId);
      families.set(rootId, family);
      put(family, row);
      if (Number(answer['has_large']) === 1) withLarge.push(row as Instance);
    }
    if (withLarge.length > 0) await this.#resolveLarge(withLarge);
    return families;
  }

  async #resolveLarge(instances: readonly Instance[]): Promise<void> {
    const rootIds = [...new Set(instances.map((instance) => instance.rootId))];
    const { texts } = this.#database.dialect;
    const rows = await this.#database.reads.all(
      `select id, root_id, text from ${largeValueTable.name} where root_id in ${texts}`,
      JSON.stringify(rootIds),
    );
    const byId = new Map<string, string>();
    for (const row of rows) {
      const [id, rootId, text] = [String(row['id']), String(row['root_id']), String(row['text'])];
      byId.set(id, text);
      this.#large.remember(rootId, id, text);
    }
    const textOf = (id: string) => {
      const text = byId.get(id);
      if (text === undefined) throw new Error(`large value ${id} is missing from the database`);
      return text;
    };
    for (const instance of instances) resolveReferences(instance.nodes, textOf);
  }
}

/** A row from its values in column order. */
function readValues<Row>(table: Table<Row>, values: unknown[]): Row {
  const answer: Record<string, unknown> = {};
  for (let index = 0; index < table.columns.length; index++) answer[table.columns[index]!.property] = values[index];
  return readRow(table, answer);
}

function familySql({ dialect }: Database): string {
  const arms = parts.flatMap(({ table }, index) => {
    const row = dialect.jsonArray(table.columns.map(({ name }) => name));
    const largeMark = table === instanceTable ? `case when nodes like '%"largeValueId"%' then 1 else 0 end` : '0';
    const select = `select ${index} as part, root_id, ${row} as row, ${largeMark} as has_large from ${table.name}`;
    if (table !== instanceTable) return [`${select} where root_id in ${dialect.texts}`];
    return [
      `${select} where id in ${dialect.texts}`,
      `${select} where super_instance_id is not null and root_id in ${dialect.texts}`,
    ];
  });
  return arms.join(' union all ');
}
