import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { samplePlaces } from '../../server/casework/sample/places.ts';
import { createManualClock, type ManualClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { deployHere, readProcessApplications } from '../../server/process-applications.ts';
import { startWorkers, type Workers } from '../../workers/start-workers.ts';
import { AS_HOUSE, HOUSE_TOKEN } from '../house-token.ts';

/** Tuesday, ten in the morning in China. */
const START_MS = Date.parse('2026-11-24T02:00:00.000Z');
const PROCESSES = fileURLToPath(new URL('../../processes', import.meta.url));
const PATIENCE_MS = 45_000;
const LOOK_AGAIN_MS = 4;
/** A story waits for one task after the other: nothing is gained by gathering several. */
const PAUSE_BETWEEN_POLLS_MS = 1;

export type Row = Record<string, unknown>;

/** A whole office, with the places of the sample office and no petition: register, engine with all processes, job executor, and the real worker client over HTTP. */
export interface Office {
  app: FastifyInstance;
  url: string;
  clock: ManualClock;
  workers: Workers | null;
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** @throws unless the answer is a success */
  api<Answer = Row>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** @throws unless the answer is a success */
  engine<Answer = Row[]>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Waits for an open task of this name on the petition. */
  task(businessKey: string, name: string): Promise<Row>;
  /** Waits for the task and completes it. */
  complete(businessKey: string, name: string, variables?: Record<string, string | number | boolean>): Promise<void>;
  /** Waits until a timer of this element is set; a clock that moves earlier would leave it behind. */
  timer(activityId: string): Promise<Row>;
  /** The petition's page, once `found` holds of it. */
  petition(businessKey: string, found: (petition: Row) => boolean): Promise<Row>;
  /** Asks again until there is an answer. */
  until<Answer>(what: string, ask: () => Promise<Answer | undefined | false>): Promise<Answer>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  workers?: boolean;
  /** Milliseconds an external task stays locked; short ones let a test see a lock run out. */
  lockDurationMs?: number;
}

/** Opens an office on a database of its own and a free port. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'office-'));
  const clock = createManualClock(START_MS);
  const app = await buildApp(
    readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', SAMPLE: 'off', HOUSE_TOKEN }),
    {
      clock,
    },
  );
  if (!app.engine) throw new Error('no engine in this process');
  for (const application of await readProcessApplications(PROCESSES)) await deployHere(app.engine, application);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const workers =
    options.workers === false
      ? null
      : startWorkers({
          baseUrl: `${url}/engine-rest`,
          apiUrl: `${url}/api`,
          token: HOUSE_TOKEN,
          engineToken: HOUSE_TOKEN,
          log: { info() {}, warn() {}, error() {} },
          lockDurationMs: options.lockDurationMs ?? 30_000,
          pauseBetweenPollsMs: PAUSE_BETWEEN_POLLS_MS,
        });

  async function request(method: string, path: string, body?: unknown) {
    const answer = await fetch(url + path, {
      method,
      headers: { ...AS_HOUSE, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, body: parsed };
  }

  async function must<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await request(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body as Answer;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  async function until<Answer>(what: string, ask: () => Promise<Answer | undefined | false>): Promise<Answer> {
    const endMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      if (performance.now() > endMs) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  const office: Office = {
    app,
    url,
    clock,
    workers,
    request,
    until,
    api: (method, path, body) => must(method, `/api${path}`, body),
    engine: (method, path, body) => must(method, `/engine-rest${path}`, body),
    task: (businessKey, name) =>
      until(`task ${name}`, async () => {
        const query = new URLSearchParams({ processInstanceBusinessKey: businessKey, taskDefinitionKey: name });
        return (await must<Row[]>('GET', `/engine-rest/task?${query}`))[0];
      }),
    async complete(businessKey, name, values = {}) {
      const task = await office.task(businessKey, name);
      const variables = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
      await must('POST', `/engine-rest/task/${String(task['id'])}/complete`, { variables });
    },
    timer: (activityId) =>
      until(
        `timer ${activityId}`,
        async () => (await must<Row[]>('GET', `/engine-rest/job?activityId=${activityId}`))[0],
      ),
    petition: (businessKey, found) =>
      until(`petition ${businessKey}`, async () => {
        const petition = await must<Row>('GET', `/api/petitions/${businessKey}`);
        return found(petition) && petition;
      }),
    async close() {
      await workers?.stop();
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await office.api('POST', '/office', samplePlaces());
  for (let year = 2027; year <= 2036; year += 1) {
    const holidays = [{ name: '元旦', days: [`${year}-01-01`] }];
    await office.api('PUT', `/calendar/${year}`, { source: 'test', holidays });
  }
  return office;
}

/** A registration in good order: an appeal about a neighbourhood's property management, told in person. */
export function goodForm(changes: Row = {}): Row {
  return {
    channel: 'visit',
    name: '样例居民',
    phone: '0000-1234567',
    areaCode: '990101001001',
    subjectCode: 'propertyMgmt',
    content: '楼道里的灯坏了三个月，物业一直没有来修理。',
    claims: ['请物业修灯'],
    facts: { asksOwnRelief: true, aspect: 'service' },
    ...changes,
  };
}

/** Registers and answers the business key. */
export async function registerOne(office: Office, changes: Row = {}): Promise<string> {
  return String((await office.api('POST', '/petitions', goodForm(changes)))['businessKey']);
}
