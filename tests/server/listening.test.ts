import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER, TIMER } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

describe('given a server without a public address', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  const statusWith = (headers: Record<string, string>, path = '/engine-rest/version'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(server.origin + path, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it.each([
    [{}, 200],
    [{ host: 'localhost' }, 200],
    [{ host: '[::1]:8080' }, 200],
    [{ host: 'LOCALHOST:1234', origin: 'http://localhost:1234' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: 'localhost.evil.example:80' }, 403],
    [{ host: 'localhost:8080', origin: 'http://evil.example' }, 403],
    [{ host: 'localhost:8080', origin: 'http://localhost:9999' }, 403],
    [{ host: 'localhost:8080', origin: 'null' }, 403],
  ] as [Record<string, string>, number][])('when the headers are %j, then it is %i', async (headers, status) => {
    expect(await statusWith(headers)).toBe(status);
    expect(await statusWith(headers, '/api/areas')).toBe(status);
  });
});

describe('given a server that is stopped and started again', () => {
  it('when it comes back, then everything is as it was, and what became due meanwhile is done', async () => {
    const first = await startServer();
    await first.deploy({ 'order.bpmn': ORDER, 'timer.bpmn': TIMER });
    const start = async (key: string) =>
      (
        await first.call('POST', `/process-definition/key/${key}/start`, {
          variables: { amount: { value: 1 }, result: { value: 2 } },
        })
      ).body.id;
    const [order, timer] = [await start('order'), await start('timer')];
    await first.stop();

    const second = await startServer({ JOB_EXECUTOR: 'on' }, first.config.dataDir);
    try {
      expect((await second.call('GET', '/process-instance/count')).body).toEqual({ count: 2 });
      const topics = [{ topicName: 'charge-card', lockDuration: 1000 }];
      const [task] = (await second.call('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics }))
        .body;
      expect(task).toMatchObject({ processInstanceId: order, variables: { localIn: { value: 1 } } });
      expect(await second.call('POST', `/external-task/${task.id}/complete`, { workerId: 'w' })).toMatchObject({
        status: 204,
      });
      second.clock.advanceBy(3_600_000);
      await expect
        .poll(async () => (await second.call('GET', `/task?processInstanceId=${timer}`)).body, { timeout: 10_000 })
        .toMatchObject([{ taskDefinitionKey: 'after' }]);
    } finally {
      await second.remove();
    }
  });

  it('when two servers want the same data, then the second says so', async () => {
    const first = await startServer();
    try {
      await expect(startServer({}, first.config.dataDir)).rejects.toThrow(/another server|in use/i);
    } finally {
      await first.remove();
    }
  });
});
