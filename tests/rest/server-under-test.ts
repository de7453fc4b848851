import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type AppParts, buildApp } from '../../server/app.ts';
import { createManualClock, type ManualClock } from '../../server/clock.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { HOUSE_TOKEN } from '../house-token.ts';
import { answerCheck } from './open-api/answer-check.ts';

/** An answer as a client sees it. */
export interface Answer {
  status: number;
  /** Parsed JSON, or the text when it is none; undefined without a body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  headers: Record<string, string>;
}

/** A whole server on a database of its own, asked as clients ask it. Every answer is held against the reference's document. */
export interface ServerUnderTest {
  readonly app: FastifyInstance;
  readonly config: Config;
  readonly clock: ManualClock;
  /** Where it listens, without a path. */
  readonly origin: string;
  /** A call below `/engine-rest`; `body` is sent as JSON. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** A call with a body that is sent as it is. */
  send(method: 'POST' | 'PUT', path: string, body: string | FormData, contentType?: string): Promise<Answer>;
  /** Deploys files by name; further form fields go along. */
  deploy(files: Record<string, string>, fields?: Record<string, string>): Promise<Answer>;
  /** Ends it; the data stay until `remove`. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

export const START_OF_TIME = Date.parse('2026-11-24T08:00:00.000Z');

/** Starts a server on a free port. @param dataDir an earlier server's data, to go on with them */
export async function startServer(
  environment: Record<string, string> = {},
  dataDir?: string,
  parts: AppParts = {},
): Promise<ServerUnderTest> {
  const directory = dataDir ?? mkdtempSync(join(tmpdir(), 'petition-engine-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: directory,
    PROCESSES_DIR: '',
    SAMPLE: 'off',
    WORKERS: 'off',
    JOB_EXECUTOR: 'off',
    LOG_LEVEL: 'silent',
    ENGINE_ACCESS: 'open',
    HOUSE_TOKEN,
    ...environment,
  });
  const clock = createManualClock(START_OF_TIME);
  const app = await buildApp(config, { clock, ...parts });
  await app.listen({ host: config.host, port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  const send: ServerUnderTest['send'] = async (method, path, body, contentType) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
    return read(await fetch(`${origin}/engine-rest${path}`, { method, body, headers }), method, path);
  };
  return {
    app,
    config,
    clock,
    origin,
    send,
    async call(method, path, body) {
      const headers = { 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
      return read(await fetch(`${origin}/engine-rest${path}`, { method, ...sent }), method, path);
    },
    async deploy(files, fields = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      for (const [name, text] of Object.entries(files)) form.set(name, new Blob([text]), name);
      return send('POST', '/deployment/create', form);
    },
    stop: () => app.close(),
    async remove() {
      await app.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** @throws Error when the answer is not as the reference documents it */
async function read(response: Response, method: string, path: string): Promise<Answer> {
  const { status, headers } = response;
  const body = parse(await response.text());
  const contentType = headers.get('content-type') ?? undefined;
  const complaints = answerCheck?.complaints({ method, path, status, contentType, body }) ?? [];
  if (complaints.length > 0) {
    throw new Error(`${method} ${path} ${status}: ${complaints.join('; ')}\n${JSON.stringify(body)?.slice(0, 2000)}`);
  }
  return { status, body, headers: Object.fromEntries(headers) };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
