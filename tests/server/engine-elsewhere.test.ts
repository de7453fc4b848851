import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployThere, readProcessApplications } from '../../server/process-applications.ts';
import { ORDER, work } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

/** A server with no engine of its own, before another one that has. */
describe('given a server that uses an engine elsewhere', () => {
  let engine: ServerUnderTest;
  let front: ServerUnderTest;
  beforeAll(async () => {
    engine = await startServer();
    front = await startServer({ ENGINE_URL: `${engine.origin}/engine-rest` });
  });
  afterAll(async () => {
    await front.remove();
    await engine.remove();
  });

  it('when the engine is called through it, then requests, uploads and refusals pass unchanged', async () => {
    expect(front.app.engine).toBeNull();
    expect(await front.deploy({ 'work.bpmn': work('work', 'topic') })).toMatchObject({ status: 200 });
    const started = await front.call('POST', '/process-definition/key/work/start', { businessKey: '案-1' });
    expect(started).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect((await engine.call('GET', '/process-instance')).body).toMatchObject([
      { id: started.body.id, businessKey: '案-1' },
    ]);
    const direct = await engine.call('GET', '/task/nope');
    const passed = await front.call('GET', '/task/nope');
    expect([passed.status, passed.body]).toEqual([direct.status, direct.body]);
    const topics = [{ topicName: 'topic', lockDuration: 1000 }];
    const [task] = (await front.call('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics }))
      .body;
    expect(await front.call('POST', `/external-task/${task.id}/complete`, { workerId: 'w' })).toMatchObject({
      status: 204,
    });
  });

  it('when process applications are deployed there, then a refusal says why', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'petition-engine-'));
    for (const [name, text] of [
      ['good', ORDER],
      ['bad', 'no xml'],
    ] as const) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'order.bpmn'), text);
    }
    const [bad, good] = await readProcessApplications(directory);
    rmSync(directory, { recursive: true });
    await deployThere(front.config.engineUrl ?? '', good!);
    expect((await engine.call('GET', '/deployment?name=good')).body).toMatchObject([{ source: 'processes' }]);
    await expect(deployThere(front.config.engineUrl ?? '', bad!)).rejects.toThrow(/refused the deployment 'bad': 400/);
  });

  it('when the engine does not answer, then it is 503', async () => {
    await engine.stop();
    expect(await front.call('GET', '/version')).toMatchObject({
      status: 503,
      body: { type: 'ProcessEngineException' },
    });
  });
});
