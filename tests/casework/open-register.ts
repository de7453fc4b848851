import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { Knex } from 'knex';
import pg from 'pg';
import { casework } from '../../server/casework/casework.ts';
import { openCaseworkDatabase } from '../../server/casework/database.ts';
import { type EngineClient, httpEngine } from '../../server/casework/engine-client.ts';
import { createManualClock, type ManualClock } from '../../server/clock.ts';
import type { Viewer } from '../../server/identity/viewer.ts';
import { asViewer } from '../as-viewer.ts';

/** Tuesday, ten in the morning in China. */
export const START_MS = Date.parse('2026-11-24T02:00:00.000Z');

export const QINGJIANG = '990101001001';

/** A register on a database of its own, spoken to over HTTP. No engine answers unless one is handed in. */
export interface Register {
  app: FastifyInstance;
  knex: Knex;
  clock: ManualClock;
  dataDir: string;
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, body: unknown): Promise<LightMyRequestResponse>;
  put(path: string, body: unknown): Promise<LightMyRequestResponse>;
  /** Asks as a worker does. */
  work(topic: string, businessKey: string, input?: Record<string, unknown>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export type Database = 'SQLite' | 'PostgreSQL';

const serverUrl = process.env['TEST_POSTGRES'];

/** SQLite always; PostgreSQL too where `TEST_POSTGRES` names a server. */
export const DATABASES: readonly Database[] = serverUrl ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

async function administer(statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

interface Postgres {
  name: string;
  url: string;
  drop(): Promise<void>;
}

/** @param like the database of which it is to be a copy */
async function newPostgres(name: string, like = 'template1'): Promise<Postgres> {
  await administer(`create database ${name} template ${like}`);
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    drop: async () => void (await administer(`drop database if exists ${name} with (force)`)),
  };
}

export interface RegisterOptions {
  database?: Database;
  engine?: EngineClient;
  sample?: boolean;
  /** Who asks; the house when nothing is said. */
  viewer?: () => Viewer;
  dataDir?: string;
}

/** As table `intake-rule` says. */
const INTAKE_RULE = { sameMatterScore: 0.5, collectiveFrom: 5 };

/** Nothing listens there. */
const NO_ENGINE = httpEngine('http://127.0.0.1:1/engine-rest', 500);
const SILENT = { info() {}, warn() {}, error() {} };

/** What is copied for each test. */
interface Sample {
  dataDir: string;
  /** Beside the folder, which has the key to it; null on SQLite. */
  postgres: Postgres | null;
}

/**
 * The sample office, made once in a process for each kind of database: bringing an empty one to the newest migration and registering its 30
 * petitions anew for each test takes most of the test's time. It is the same that an empty one becomes when it is opened.
 */
const samples = new Map<Database, Promise<Sample>>();

function sampleOn(kind: Database): Promise<Sample> {
  const made = samples.get(kind) ?? makeSample(kind);
  samples.set(kind, made);
  return made;
}

async function makeSample(kind: Database): Promise<Sample> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sample-register-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  if (kind === 'PostgreSQL') await dropLeftOver();
  const postgres = kind === 'PostgreSQL' ? await newPostgres(`${SAMPLE_DATABASE}${process.pid}`) : null;
  const { app, database } = await serve(dataDir, postgres?.url ?? null, createManualClock(START_MS), {});
  await app.close();
  await database.close();
  return { dataDir, postgres };
}

const SAMPLE_DATABASE = 'register_sample_';

/** Samples of processes that are no more: nothing can be awaited when a process ends. */
async function dropLeftOver(): Promise<void> {
  const rows = await administer(`select datname from pg_database where datname like '${SAMPLE_DATABASE}%'`);
  for (const { datname } of rows) {
    const pid = Number(String(datname).slice(SAMPLE_DATABASE.length));
    if (pid === process.pid || !isAlive(pid)) await administer(`drop database if exists ${datname} with (force)`);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function serve(dataDir: string, databaseUrl: string | null, clock: ManualClock, options: RegisterOptions) {
  const database = await openCaseworkDatabase({ dataDir, databaseUrl });
  const app = Fastify();
  asViewer(app, options.viewer);
  await app.register(casework, {
    prefix: '/api',
    ...database,
    engine: options.engine ?? NO_ENGINE,
    clock,
    sample: options.sample ?? true,
    log: SILENT,
  });
  await app.ready();
  return { app, database };
}

/** Opens a register with the sample office's places; its 30 petitions are there too, unless `sample` is false (then it is empty). */
export async function openRegister(options: RegisterOptions = {}): Promise<Register> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'register-'));
  const clock = createManualClock(START_MS);
  const kind = options.database ?? 'SQLite';
  const sample = options.dataDir === undefined && options.sample !== false ? await sampleOn(kind) : undefined;
  if (sample) cpSync(sample.dataDir, dataDir, { recursive: true });
  const name = `register_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const postgres = kind === 'PostgreSQL' ? await newPostgres(name, sample?.postgres?.name) : null;
  const { app, database } = await serve(dataDir, postgres?.url ?? null, clock, options);
  let taskCount = 0;
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    app.inject({
      method,
      url: `/api${path}`,
      headers: { 'content-type': 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    app,
    knex: database.knex,
    clock,
    dataDir,
    get: (path) => app.inject({ method: 'GET', url: `/api${path}` }),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    work(topic, businessKey, input = {}) {
      taskCount += 1;
      return send('POST', `/work/${topic}`, {
        businessKey,
        taskId: `task-${taskCount}`,
        round: 1,
        ...INTAKE_RULE,
        ...input,
      });
    },
    async close() {
      await app.close();
      await database.close();
      await postgres?.drop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A registration in good order; tests change one thing. */
export function goodForm(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    channel: 'visit',
    name: '样例居民',
    phone: '0000-1234567',
    areaCode: QINGJIANG,
    subjectCode: 'propertyMgmt',
    content: '楼道里的灯坏了三个月，物业一直没有来修理。',
    claims: ['请物业修灯'],
    facts: { asksOwnRelief: true, aspect: 'service' },
    ...changes,
  };
}

/** Registers and answers the business key. */
export async function registerOne(register: Register, changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await register.post('/petitions', goodForm(changes));
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<{ businessKey: string }>().businessKey;
}
