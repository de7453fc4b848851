import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';

/** Asks for the root instance of one thing, by its id. `execution` is a node's id. */
export type RootQuestion =
  | { instance: string }
  | { externalTask: string }
  | { userTask: string }
  | { job: string }
  | { subscription: string }
  | { incident: string }
  | { execution: string };

type Kind = RootQuestion extends infer Question ? (Question extends object ? keyof Question : never) : never;

const tables: Record<Exclude<Kind, 'execution'>, string> = {
  instance: 'runtime_instance',
  externalTask: 'runtime_external_task',
  userTask: 'runtime_user_task',
  job: 'runtime_job',
  subscription: 'runtime_subscription',
  incident: 'runtime_incident',
};

const EXECUTION_TABLES = ['runtime_instance', 'history_activity_instance', 'runtime_job'];

/** Finds the root instance of what is not in memory. Jobs and subscriptions of definitions have none. */
export class RootFinder {
  readonly #database: Database;
  readonly #caughtUp: (tableNames: readonly string[]) => Promise<void>;

  /** @param caughtUp resolves when these tables hold what was committed */
  constructor(database: Database, caughtUp: (tableNames: readonly string[]) => Promise<void>) {
    this.#database = database;
    this.#caughtUp = caughtUp;
  }

  /** The root instance's id, or undefined. */
  async find(question: RootQuestion): Promise<string | undefined> {
    const kind = kindOf(question);
    await this.#caughtUp(kind === 'execution' ? EXECUTION_TABLES : [tables[kind]]);
    const rows = await this.#database.reads.all(
      sqlFor(kind, this.#database.dialect),
      JSON.stringify([questionId(question)]),
    );
    const rootId = rows[0]?.['root_id'];
    return typeof rootId === 'string' && rootId !== '' ? rootId : undefined;
  }
}

export function questionId(question: RootQuestion): string {
  const ids: Readonly<Record<string, string>> = question;
  for (const kind in ids) return ids[kind]!;
  throw new TypeError('a question without an id');
}

function kindOf(question: RootQuestion): Kind {
  return Object.keys(question)[0] as Kind;
}

function sqlFor(kind: Kind, { texts }: Dialect): string {
  if (kind !== 'execution') return `select root_id from ${tables[kind]} where id in ${texts}`;
  // The root node bears the instance's id; any other node that is entered has an activity instance that has not ended,
  // and one that still waits before its activity has a job.
  return (
    `select root_id from runtime_instance where id in ${texts} ` +
    `union all select root_id from history_activity_instance where execution_id in ${texts} and ended_at is null ` +
    `union all select root_id from runtime_job where node_id in ${texts} and substr(kind, 1, 5) = 'async'`
  );
}
