import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given a worker that waits for a task', () => {
  let server: ServerUnderTest;
  beforeEach(async () => {
    server = await startServer();
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
  });
  afterEach(() => server.remove());

  const topics = [{ topicName: 'topic', lockDuration: 10_000 }];
  const poll = (asyncResponseTimeout: number, workerId = 'w', maxTasks = 10) =>
    server.call('POST', '/external-task/fetchAndLock', { workerId, maxTasks, asyncResponseTimeout, topics });
  const start = () => server.call('POST', '/process-definition/key/work/start', {});
  const timed = async <T>(promise: Promise<T>): Promise<[T, number]> => {
    const from = performance.now();
    return [await promise, performance.now() - from];
  };

  it('when nothing comes, then it gets nothing at the end of its time', async () => {
    const [answer, ms] = await timed(poll(400));
    expect(answer).toMatchObject({ status: 200, body: [] });
    expect(ms).toBeGreaterThan(390);
  });

  it('when a task comes, then it has it at once', async () => {
    const waiting = timed(poll(20_000));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await start();
    const [answer, ms] = await waiting;
    expect(answer.body).toMatchObject([{ topicName: 'topic', workerId: 'w' }]);
    expect(ms).toBeLessThan(5000);
  });

  it('when it goes away, then nothing is locked for it', async () => {
    const body = JSON.stringify({ workerId: 'gone', maxTasks: 1, asyncResponseTimeout: 20_000, topics });
    const leaving = request(`${server.origin}/engine-rest/external-task/fetchAndLock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    leaving.on('error', () => {});
    leaving.end(body);
    await once(leaving, 'finish');
    await new Promise((resolve) => setTimeout(resolve, 200));
    leaving.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await start();
    expect((await server.call('GET', '/external-task')).body).toMatchObject([
      { workerId: null, lockExpirationTime: null },
    ]);
    expect((await poll(0)).body).toHaveLength(1);
  });

  it('when many workers fetch at once, then no task is given twice', async () => {
    for (let index = 0; index < 20; index++) await start();
    const answers = await Promise.all([...Array(6).keys()].map((index) => poll(0, `w${index}`, 20)));
    const ids = answers.flatMap(({ body }) => body.map((task: { id: string }) => task.id));
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('when a lock runs out, then the task is given to the one who waits', async () => {
    await start();
    expect((await poll(0, 'first')).body).toHaveLength(1);
    const waiting = poll(20_000, 'second');
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.clock.advanceBy(10_001);
    expect((await waiting).body).toMatchObject([{ workerId: 'second' }]);
  });

  it('when the server stops, then it gets nothing at once', async () => {
    const waiting = timed(poll(20_000));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.stop();
    const [answer, ms] = await waiting;
    expect(answer.body).toEqual([]);
    expect(ms).toBeLessThan(5000);
  });

  it('when topics narrow what they want, then only that is fetched', async () => {
    await server.call('POST', '/process-definition/key/work/start', {
      businessKey: 'a',
      variables: { kind: { value: 'x' }, other: { value: 1 } },
    });
    const fetch = async (topic: object) =>
      (
        await server.call('POST', '/external-task/fetchAndLock', {
          workerId: 'w',
          maxTasks: 9,
          topics: [{ ...topics[0], ...topic }],
        })
      ).body;
    for (const topic of [
      { businessKey: 'b' },
      { processDefinitionKey: 'other' },
      { processDefinitionKeyIn: ['other'] },
      { processDefinitionVersionTag: 'v9' },
      { processVariables: { kind: 'y' } },
      { tenantIdIn: ['t'] },
    ]) {
      expect(await fetch(topic), JSON.stringify(topic)).toEqual([]);
    }
    const [task] = await fetch({
      processVariables: { kind: 'x' },
      businessKey: 'a',
      variables: ['kind'],
      withoutTenantId: true,
    });
    expect(task.variables).toEqual({ kind: { type: 'String', value: 'x', valueInfo: {} } });
    expect(task.extensionProperties).toEqual({});
    await server.call('POST', `/external-task/${task.id}/unlock`);
    expect((await fetch({ localVariables: true }))[0].variables).toEqual({});
  });

  it('when an instance is suspended, then its tasks are not fetched and cannot be completed', async () => {
    const { id } = (await start()).body;
    const [task] = (await poll(0)).body;
    await server.call('PUT', `/process-instance/${id}/suspended`, { suspended: true });
    const refused = await server.call('POST', `/external-task/${task.id}/complete`, { workerId: 'w' });
    expect(refused).toMatchObject({ status: 400, body: { type: 'RestException' } });
    expect(refused.body.message).toContain('ENGINE-03043');
    server.clock.advanceBy(20_000);
    expect((await poll(0)).body).toEqual([]);
    await server.call('PUT', `/process-instance/${id}/suspended`, { suspended: false });
    expect((await poll(0)).body).toHaveLength(1);
  });
});
