import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { createManualClock, type ManualClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { SAMPLE_PASSWORD } from '../../server/identity/sample-accounts.ts';
import { AS_HOUSE, HOUSE_TOKEN } from '../house-token.ts';

const START_MS = Date.parse('2026-11-24T02:00:00.000Z');

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Asks as a browser does: keeps its cookies, and sends the token that its page can read. */
export class Browser {
  readonly #app: FastifyInstance;
  readonly cookies = new Map<string, string>();
  /** Whether changes carry the token. */
  sendsToken = true;

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async ask(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const csrf = this.cookies.get('petition_csrf');
    const options: InjectOptions = {
      method,
      url,
      headers: {
        host: '127.0.0.1',
        ...(cookie === '' ? {} : { cookie }),
        ...(csrf !== undefined && this.sendsToken ? { 'x-csrf-token': csrf } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    };
    const answer = await this.#app.inject(options);
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  signIn(account: string, password = SAMPLE_PASSWORD): Promise<LightMyRequestResponse> {
    return this.ask('POST', '/api/session', { account, password });
  }
}

/** A whole server on a database of its own, with the sample office and its accounts; no request needs a socket. */
export interface House {
  app: FastifyInstance;
  /** Of sessions and locks. */
  realClock: ManualClock;
  dataDir: string;
  browser(): Browser;
  /** A browser in which this sample account is signed in. */
  signedIn(account: string): Promise<Browser>;
  /** Deploys files to the engine. */
  deploy(form: FormData): Promise<void>;
  /** Acts for the house. */
  asHouse(method: Method, url: string, body?: unknown): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** Opens it. @param dataDir an earlier one's data */
export async function openHouse(environment: Record<string, string> = {}, dataDir?: string): Promise<House> {
  const directory = dataDir ?? mkdtempSync(join(tmpdir(), 'house-'));
  const realClock = createManualClock(START_MS);
  const config = readConfig({
    DATA_DIR: directory,
    PORT: '0',
    LOG_LEVEL: 'silent',
    JOB_EXECUTOR: 'off',
    HOUSE_TOKEN,
    ...environment,
  });
  const app = await buildApp(config, { clock: createManualClock(START_MS), realClock });
  return {
    app,
    realClock,
    dataDir: directory,
    browser: () => new Browser(app),
    async signedIn(account) {
      const browser = new Browser(app);
      const answer = await browser.signIn(account);
      if (answer.statusCode !== 200) throw new Error(`${account}: ${answer.body}`);
      return browser;
    },
    async deploy(form) {
      const sent = new Response(form);
      const answer = await app.inject({
        method: 'POST',
        url: '/engine-rest/deployment/create',
        headers: { ...AS_HOUSE, host: '127.0.0.1', 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      });
      if (answer.statusCode !== 200) throw new Error(answer.body);
    },
    asHouse: (method, url, body) => new Browser(app).ask(method, url, body, AS_HOUSE),
    async close() {
      await app.close();
      if (dataDir === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}
