import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stopInOrder } from '../../server/operation/life.ts';
import { work } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

describe('given a server that is asked how it is', () => {
  let server: ServerUnderTest;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.remove());

  const ask = async (path: string) => {
    const answer = await fetch(server.origin + path);
    return {
      status: answer.status,
      body: (await answer.json()) as { status: string; checks?: Record<string, string> },
    };
  };
  const becomeReady = () => Object.assign(server.app.life, { deployed: true, workersPoll: () => true });

  it('when nothing is deployed yet, then it is alive and says what it waits for', async () => {
    expect(await ask('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
    expect(await ask('/health/ready')).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        checks: { running: 'ok', deployed: 'not yet', workers: 'cannot poll the engine', engine: 'ok', register: 'ok' },
      },
    });
  });

  it('when all is there, then it is ready', async () => {
    becomeReady();
    expect(await ask('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it.each([
    ['engine', 'engine.sqlite'],
    ['engine', 'engine.journal.sqlite'],
    ['register', 'casework.sqlite'],
  ])(
    'when the database of the %s takes no write, then it is not ready, and is again afterwards',
    async (name, file) => {
      becomeReady();
      const other = new sqlite3.Database(join(server.config.dataDir, file));
      const run = (sql: string) =>
        new Promise<void>((resolve, reject) => other.exec(sql, (error) => (error ? reject(error) : resolve())));
      await run('begin immediate');
      expect(await ask('/health/ready')).toMatchObject({
        status: 503,
        body: { checks: { [name]: /no answer within/ } },
      });
      await run('rollback');
      await expect.poll(async () => (await ask('/health/ready')).status, { timeout: 10_000 }).toBe(200);
      await new Promise((resolve) => other.close(resolve));
    },
  );

  it('when it stops, then polls get nothing, new work is refused, and work in hand can still be ended', async () => {
    becomeReady();
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    await server.call('POST', '/process-definition/key/work/start', {});
    const fetchTopic = (topicName: string, asyncResponseTimeout: number) =>
      server.call('POST', '/external-task/fetchAndLock', {
        workerId: 'w',
        maxTasks: 1,
        asyncResponseTimeout,
        topics: [{ topicName, lockDuration: 60_000 }],
      });
    const [task] = (await fetchTopic('topic', 0)).body;
    const waiting = fetchTopic('none', 60_000);
    await expect.poll(() => server.app.engine?.topics.waiting).toBe(1);
    let workersEnd = (): void => undefined;
    const stopped = stopInOrder(server.app, server.app.life, {
      drainMs: 20_000,
      stopWorkers: () =>
        new Promise((resolve) => {
          workersEnd = resolve;
        }),
      giveUp: () => expect.unreachable('it was to end by itself'),
    });
    expect(await waiting).toMatchObject({ status: 200, body: [] });
    expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { checks: { running: 'stopping' } } });
    const refused = await server.call('POST', '/process-definition/key/work/start', {});
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(refused.body.message).toContain('stopping');
    expect(await fetchTopic('topic', 60_000)).toMatchObject({ status: 200, body: [] });
    expect((await server.call('POST', `/external-task/${task.id}/complete`, { workerId: 'w' })).status).toBe(204);
    workersEnd();
    await stopped;
    await expect(ask('/health/live')).rejects.toThrow('fetch failed');
  });
});
