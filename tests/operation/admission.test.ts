import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { work } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

describe('given a server with limits', () => {
  let server: ServerUnderTest;
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.remove();
  });

  const gauge = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.origin}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const start = () => server.call('POST', '/process-definition/key/work/start', {});
  const poll = (asyncResponseTimeout: number, signal: AbortSignal | null = null) =>
    fetch(`${server.origin}/engine-rest/external-task/fetchAndLock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        workerId: 'w',
        maxTasks: 1,
        asyncResponseTimeout,
        topics: [{ topicName: 't', lockDuration: 1 }],
      }),
      signal,
    });

  it('when more changes wait for the disk than may, then whatever writes is told to come back, and nothing is lost', async () => {
    server = await startServer({ MAX_QUEUE: '5' });
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    await start();
    const other = new sqlite3.Database(join(server.config.dataDir, 'engine.journal.sqlite'));
    const run = (sql: string) =>
      new Promise<void>((resolve, reject) => other.exec(sql, (error) => (error ? reject(error) : resolve())));
    await run('begin immediate');
    const first = start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const waiting = Array.from({ length: 5 }, start);
    await expect.poll(() => server.app.engine?.store.unitOfWork.waiting).toBe(5);
    const refused = await start();
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(refused.body).toEqual({
      type: 'ProcessEngineException',
      message: 'Busy: 5 changes wait to be written; try again',
      code: null,
    });
    expect((await server.call('GET', '/version')).status).toBe(200);
    await run('rollback');
    await new Promise((resolve) => other.close(resolve));
    for (const answer of await Promise.all([first, ...waiting])) expect(answer.status).toBe(200);
    expect((await start()).status).toBe(200);
    expect((await server.call('GET', '/process-instance/count')).body).toEqual({ count: 8 });
    expect(await gauge('http_requests_refused_total')).toBe(1);
  });

  it('when more requests are under way than may, then the next is refused until one has gone, and the operator is answered', async () => {
    server = await startServer({ MAX_REQUESTS: '2' });
    const leaving = new AbortController();
    const polls = [poll(60_000, leaving.signal), poll(60_000)];
    await expect.poll(() => server.app.life.requestsUnderWay()).toBe(2);
    expect((await server.call('GET', '/version')).status).toBe(503);
    expect((await fetch(`${server.origin}/health/live`)).status).toBe(200);
    leaving.abort();
    await expect(polls[0]).rejects.toThrow();
    await expect.poll(async () => (await server.call('GET', '/version')).status).toBe(200);
    await server.stop();
    expect(await (await polls[1])?.json()).toEqual([]);
  });

  it.each([
    ['with its length', `content-length: ${700 * 1024}`],
    ['without its length', 'transfer-encoding: chunked'],
  ])(
    'when large bodies %s fill what there is for them, then the next large one is refused, and a small one is not',
    async (_how, header) => {
      server = await startServer({ MAX_BODIES_MB: header.startsWith('content') ? '1' : '33' });
      const { port } = new URL(server.origin);
      const socket = connect(Number(port), '127.0.0.1');
      sockets.push(socket);
      socket.write(
        `POST /engine-rest/message HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${header}\r\n\r\n`,
      );
      await expect.poll(() => gauge('http_request_body_bytes')).toBeGreaterThan(0);
      const large = { messageName: 'm', businessKey: 'x'.repeat(2_000_000) };
      expect(await server.call('POST', '/message', large)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
      });
      expect((await server.call('POST', '/message', { messageName: 'm' })).status).toBe(400);
      socket.destroy();
      await expect.poll(() => gauge('http_request_body_bytes')).toBe(0);
    },
  );
});
