import type { AddressInfo } from 'node:net';
import { BasicAuthInterceptor, Client, KeycloakAuthInterceptor } from 'camunda-external-task-client-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PASSWORD } from '../../server/identity/sample-accounts.ts';
import { work } from '../rest/models.ts';
import { type House, openHouse } from './open-house.ts';

/** How the client shows itself. Each has a topic of that name: a client that stops leaves its last poll waiting, which would take the next one's task. */
const WAYS = ['basic', 'credentials', 'bearer'] as const;

describe('given a guarded engine with work to do', () => {
  let house: House;
  let baseUrl: string;
  beforeAll(async () => {
    house = await openHouse();
    const form = new FormData();
    for (const topic of ['a', 'b', ...WAYS]) form.set(`${topic}.bpmn`, new Blob([work(topic, topic)]), `${topic}.bpmn`);
    form.set('deployment-name', 'work');
    await house.deploy(form);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    baseUrl = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}/engine-rest`;
  });
  afterAll(() => house.close());

  const start = (key: string) => house.asHouse('POST', `/engine-rest/process-definition/key/${key}/start`, {});
  const token = async (topics: string[]) =>
    (await house.asHouse('POST', '/api/tokens', { name: topics.join(), topics })).json<{ id: string; token: string }>();
  const ask = (secret: string, path: string, body?: object) =>
    fetch(baseUrl + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const fetchAndLock = (secret: string, ...topics: string[]) =>
    ask(secret, '/external-task/fetchAndLock', {
      workerId: 'w',
      maxTasks: 5,
      topics: topics.map((topicName) => ({ topicName, lockDuration: 60_000 })),
    });

  it('when a token names its topics, then it fetches and answers those and no other, until it is revoked', async () => {
    await Promise.all([start('a'), start('b')]);
    const [a, b] = [await token(['a']), await token(['b'])];
    expect((await fetchAndLock(a.token, 'b')).status).toBe(403);
    expect((await fetchAndLock(a.token, 'a', 'b')).status).toBe(403);
    const [task] = (await (await fetchAndLock(a.token, 'a')).json()) as { id: string }[];
    const complete = (secret: string) => ask(secret, `/external-task/${task?.id}/complete`, { workerId: 'w' });
    expect((await complete(b.token)).status).toBe(403);
    expect((await complete(a.token)).status).toBe(204);
    expect((await ask(a.token, '/version')).status).toBe(200);
    expect((await ask(a.token, '/task')).status).toBe(403);
    expect((await ask(a.token, '/process-definition/key/a/start', {})).status).toBe(403);
    expect((await house.asHouse('GET', '/api/tokens')).body).not.toContain(a.token);
    expect((await house.asHouse('DELETE', `/api/tokens/${a.id}`)).statusCode).toBe(200);
    expect((await fetchAndLock(a.token, 'a')).status).toBe(401);
    expect((await fetchAndLock('no-such-token', 'a')).status).toBe(401);
    expect((await fetch(`${baseUrl}/version`)).headers.get('www-authenticate')).toBe('Basic realm="default"');
  });

  it.each(WAYS)('when the unmodified client shows itself by %s, then it works', async (way) => {
    await start(way);
    const made = await token([way]);
    const interceptor =
      way === 'basic'
        ? new BasicAuthInterceptor({ username: 'admin', password: SAMPLE_PASSWORD })
        : way === 'bearer'
          ? (request: object) => ({
              ...request,
              headers: { ...Object(Reflect.get(request, 'headers')), authorization: `Bearer ${made.token}` },
            })
          : new KeycloakAuthInterceptor({
              tokenEndpoint: baseUrl.replace('/engine-rest', '/api/tokens/access'),
              clientId: made.id,
              clientSecret: made.token,
            });
    const client = new Client({
      baseUrl,
      workerId: way,
      interval: 20,
      asyncResponseTimeout: 200,
      autoPoll: false,
      interceptors: interceptor,
    });
    const completed = new Promise((resolve) => client.on('complete:success', resolve));
    client.subscribe(way, async ({ task, taskService }) => taskService.complete(task));
    client.start();
    await completed;
    client.stop();
  });

  it('when a Basic password is asked for again and again, then it is checked once, and a change of it counts at once', async () => {
    const basic = (account: string, password: string) =>
      fetch(`${baseUrl}/version`, {
        headers: { authorization: `Basic ${Buffer.from(`${account}:${password}`).toString('base64')}` },
      });
    const begin = performance.now();
    for (let n = 0; n < 50; n += 1) expect((await basic('auditor', SAMPLE_PASSWORD)).status).toBe(200);
    console.log(
      `basic: ${((performance.now() - begin) / 50).toFixed(1)} ms a request, the first with argon2 among them`,
    );
    await house.asHouse('POST', '/api/accounts/auditor/password');
    expect((await basic('auditor', SAMPLE_PASSWORD)).status).toBe(401);
    expect((await basic('auditor', 'wrong')).status).toBe(401);
  });
});
