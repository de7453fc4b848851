import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { buildApp } from '../../../server/app.ts';
import { deploy } from '../../../server/commands/deploy.ts';
import { type EngineContext, environmentOf } from '../../../server/commands/engine-context.ts';
import { readConfig } from '../../../server/config.ts';
import {
  type Changes,
  completeExternalTask,
  failExternalTask,
  lockExternalTask,
  type RunEnvironment,
  startInstance,
} from '../../../server/engine/engine.ts';
import { createIds } from '../../../server/ids.ts';
import { batchParts, batchStatements, mergeRows, rowsOf } from '../../../server/store/batch-parts.ts';
import { changeRows } from '../../../server/store/change-rows.ts';
import { sqlite } from '../../../server/store/dialect.ts';
import { insertBatch } from '../../../server/store/journal.ts';
import { LargeValues } from '../../../server/store/large-values.ts';
import { SqliteSession } from '../../../server/store/sqlite-session.ts';
import { TIMER, WAITING } from './models.ts';

/** So many instances share a commit. */
const AT_ONCE = 2_000;
/** One instance in so many has failed and is an incident. */
const FAILED = 100;
const WORKER = 'scale';

export interface Filling {
  key: 'scale-waiting' | 'scale-timer';
  /** Numbers of the instances: they end their business keys. */
  from: number;
  to: number;
  /** When the first instance was started, in epoch milliseconds, and how long after it the next one. */
  firstAt: number;
  everyMs: number;
  /** Whether a worker has ended them. */
  ended?: boolean;
}

/**
 * Puts instances into a data folder: the engine starts them and the store's statements write their rows, as in the server; but nobody
 * waits for the disk, and no journal is kept. See fill.test.ts.
 */
export async function fill(dataDir: string, filling: Filling): Promise<void> {
  const quiet = { PROCESSES_DIR: '', SAMPLE: 'off', WORKERS: 'off', JOB_EXECUTOR: 'off', LOG_LEVEL: 'error' };
  const app = await buildApp(readConfig({ ...quiet, DATA_DIR: dataDir }));
  try {
    const { engine } = app;
    if (!engine) throw new Error('no engine in this process');
    await deployModels(engine);
    const write = await openWriter(dataDir);
    try {
      await startAll(engine, filling, write.batch);
    } finally {
      await write.close();
    }
  } finally {
    await app.close();
  }
}

async function deployModels(engine: EngineContext): Promise<void> {
  const models = { 'scale-waiting.bpmn': WAITING, 'scale-timer.bpmn': TIMER };
  const resources = Object.entries(models).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const settings = { filterDuplicates: true, changedOnly: true, refuseLate: false };
  await deploy(engine, { name: 'scale', source: 'scale', resources, ...settings });
}

async function startAll(
  engine: EngineContext,
  { key, from, to, firstAt, everyMs, ended = false }: Filling,
  write: (all: readonly Changes[]) => Promise<void>,
): Promise<void> {
  const row = engine.definitions.processes.find(key, { kind: 'latest' });
  if (!row) throw new Error(`${key} is not deployed`);
  const definition = await engine.definitions.loaded(row.id);
  let now = firstAt;
  const newId = createIds(() => now);
  let writing = Promise.resolve();
  for (let first = from; first < to; first += AT_ONCE) {
    const changes: Changes[] = [];
    for (let number = first; number < Math.min(first + AT_ONCE, to); number += 1) {
      now = firstAt + number * everyMs;
      const environment = { ...environmentOf(engine), now, newId };
      const variables = variablesOf(number);
      const businessKey = `${ended ? 'scale-ended' : key}-${number}`;
      const started = startInstance(environment, { definition, businessKey, variables, startUserId: null });
      changes.push(started.changes);
      if (ended) changes.push(...worked(environment, started.family, true));
      else if (key === 'scale-waiting' && number % FAILED === 0)
        changes.push(...worked(environment, started.family, false));
    }
    // The next instances are started while these are written.
    await writing;
    writing = write(changes);
    if (first % 50_000 === 0) console.error(`  ${new Date().toISOString().slice(11, 19)} ${key}: ${first} of ${to}`);
  }
  await writing;
}

/** What an instance brings along: something to look for by number, and by text. */
export function variablesOf(number: number) {
  return {
    number: { type: 'Integer', value: number, valueInfo: {} },
    place: { type: 'String', value: `99010100${number % 1000}`, valueInfo: {} },
    channel: { type: 'String', value: number % 3 === 0 ? 'letter' : 'visit', valueInfo: {} },
  };
}

/** What a worker does with the task of a new instance: ends it, or fails without another try. */
function worked(
  environment: RunEnvironment,
  family: ReturnType<typeof startInstance>['family'],
  succeeds: boolean,
): Changes[] {
  const [id] = family.externalTasks.keys();
  if (id === undefined) throw new Error('there is no task');
  const locked = lockExternalTask(environment, family, id, { workerId: WORKER, durationMs: 60_000 });
  const failure = { errorMessage: 'out of reach', errorDetails: null, retries: 0, retryTimeoutMs: 0 };
  const done = succeeds
    ? completeExternalTask(environment, family, id, { workerId: WORKER })
    : failExternalTask(environment, family, id, { workerId: WORKER, ...failure });
  return [locked.changes, done.changes];
}

/** Writes changes into the tables at once, on a connection of its own. */
async function openWriter(
  dataDir: string,
): Promise<{ batch(all: readonly Changes[]): Promise<void>; close(): Promise<void> }> {
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(join(dataDir, 'engine.sqlite'), (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const closed = () => new Promise<void>((resolve) => connection.close(() => resolve()));
  const session = new SqliteSession(connection, closed);
  for (const pragma of ['synchronous = off', 'cache_size = -524288', 'busy_timeout = 5000'])
    await session.all(`pragma ${pragma}`);
  const statements = batchStatements(sqlite);
  const insert = insertBatch(statements);
  const large = new LargeValues(createIds());
  return {
    async batch(all) {
      const rows = mergeRows(all.map((changes) => changeRows(changes, large, {}, new Map())));
      const parts = batchParts(rowsOf(rows));
      // What the journal still needs stays as it is.
      await session.run(insert, null, ...statements.map(({ key }) => parts.get(key) ?? null));
    },
    close: () => session.release(),
  };
}
