import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkers } from '../../workers/start-workers.ts';
import { TOPICS } from '../../workers/topics.ts';
import { HOUSE_TOKEN } from '../house-token.ts';
import { type Office, openOffice, type Row, registerOne } from '../stories/open-office.ts';

const SILENT = { info() {}, warn() {}, error() {} };

describe('given an office without workers', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ workers: false });
  });
  afterAll(() => office.close());

  const start = (apiUrl = `${office.url}/api`) =>
    startWorkers({
      baseUrl: `${office.url}/engine-rest`,
      apiUrl,
      token: HOUSE_TOKEN,
      engineToken: HOUSE_TOKEN,
      log: SILENT,
      lockDurationMs: 5000,
    });
  const lock = (topicName: string, workerId: string) =>
    office.engine('POST', '/external-task/fetchAndLock', {
      workerId,
      maxTasks: 10,
      topics: [{ topicName, lockDuration: 5000 }],
    });
  const externalTasks = (key: string) =>
    office.until('external tasks', async () => {
      const instances = await office.engine('GET', `/process-instance?businessKey=${key}`);
      const id = String(instances[0]?.['id'] ?? '');
      const tasks = id === '' ? [] : await office.engine('GET', `/external-task?processInstanceId=${id}`);
      return tasks.length > 0 && tasks;
    });

  /** Intake from elsewhere and early warning have their steps, and no diagram yet. */
  const WITHOUT_DIAGRAM = ['aggregate-cells', 'dedupe-warning', 'ingest-channel', 'measure-effect'];

  it('when topics are counted, then every topic of the diagrams has a worker, and no other worker is idle for ever', async () => {
    const asked = new Set<string>();
    for (const definition of await office.engine('GET', '/process-definition?latestVersion=true')) {
      const { bpmn20Xml } = await office.engine<{ bpmn20Xml: string }>(
        'GET',
        `/process-definition/${String(definition['id'])}/xml`,
      );
      for (const found of bpmn20Xml.matchAll(/camunda:topic="([^"]+)"/g)) if (found[1]) asked.add(found[1]);
    }
    expect(TOPICS.map((topic) => topic.name).sort()).toEqual([...asked, ...WITHOUT_DIAGRAM].sort());
  });

  it('when a worker dies with a task in hand, then its lock runs out and another does the task, once', async () => {
    const key = await registerOne(office);
    await externalTasks(key);
    const held = await lock('pin-rules', 'dead-worker');
    expect(held.length).toBeGreaterThan(0);
    const workers = start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await externalTasks(key)).map((task) => task['workerId'])).toEqual(['dead-worker']);
    office.clock.advanceBy(5001);
    const petition = await office.petition(key, (one) => one['state'] === 'accepted');
    const accepted = (petition['events'] as Row[]).filter((event) => event['action'] === 'accepted');
    expect(accepted).toHaveLength(1);
    const late = await office.request('POST', `/engine-rest/external-task/${String(held[0]?.['id'])}/complete`, {
      workerId: 'dead-worker',
    });
    expect(late.status).toBe(404);
    await workers.stop();
  });

  it('when the register cannot be reached, then the task fails with retries counted down, pauses that grow, and an incident at last', async () => {
    const key = await registerOne(office, { content: '小区门口的路面坑洼，下雨积水没人修。' });
    const workers = start('http://127.0.0.1:1/api');
    const failed = (retries: number) =>
      office.until(`${retries} retries`, async () =>
        (await externalTasks(key)).find((task) => task['retries'] === retries),
      );
    const pauses: number[] = [];
    for (let retries = 4; retries > 0; retries -= 1) {
      const task = await failed(retries);
      const until = Date.parse(String(task['lockExpirationTime']).replace('+0000', 'Z'));
      pauses.push(until - office.clock.now());
      office.clock.advanceTo(until + 1);
    }
    await failed(0);
    expect(pauses).toEqual([1000, 4000, 16_000, 64_000]);
    const [task] = await externalTasks(key);
    // Petitions of other tests stand in this office too; only this one's incident is asked for.
    const incidents = () => office.engine('GET', `/incident?configuration=${String(task?.['id'])}`);
    const [incident] = await incidents();
    expect(incident).toMatchObject({ incidentType: 'failedExternalTask' });
    expect(String(incident?.['incidentMessage'])).toContain('ECONNREFUSED');
    await workers.stop();
    await office.engine('PUT', `/external-task/${String(task?.['id'])}/retries`, { retries: 1 });
    const good = start();
    await office.petition(key, (one) => one['state'] === 'accepted');
    expect(await incidents()).toEqual([]);
    await good.stop();
  });

  it('when its task was taken away meanwhile, then that is noted and no trouble', async () => {
    const key = await registerOne(office, { name: '样例居民丁', content: '河边的路灯整排不亮，晚上看不清路。' });
    await externalTasks(key);
    const told: string[] = [];
    const tell = (level: string) => (detail: object) => told.push(`${level} ${JSON.stringify(detail)}`);
    const workers = startWorkers({
      baseUrl: `${office.url}/engine-rest`,
      apiUrl: `${office.url}/api`,
      token: HOUSE_TOKEN,
      engineToken: HOUSE_TOKEN,
      lockDurationMs: 5000,
      log: { info: tell('info'), warn: tell('warn'), error: tell('error') },
      topics: [
        {
          name: 'pin-rules',
          outputs: {},
          async handle({ task }) {
            await office.engine('DELETE', `/process-instance/${task.processInstanceId}`);
            return {};
          },
        },
      ],
    });
    const said = await office.until('word of the task', async () => told.length > 0 && told);
    expect(said).toEqual([expect.stringMatching(/^info .*"topic":"pin-rules".*404/)]);
    await workers.stop();
  });

  it('when it is told to stop while it waits, then it stops at once', async () => {
    const workers = start();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = performance.now();
    await workers.stop();
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('when two sets of workers share the work, then every petition is accepted once', async () => {
    const both = [start(), start()];
    const keys = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        registerOne(office, { name: `样例居民${index}`, content: `第${index}号楼的电梯坏了两周，没有人来修理。` }),
      ),
    );
    for (const key of keys) {
      const petition = await office.petition(key, (one) => one['state'] === 'accepted');
      expect((petition['events'] as Row[]).filter((event) => event['action'] === 'accepted')).toHaveLength(1);
      expect((petition['instances'] as Row[]).filter((row) => row['superProcessInstanceId'] === null)).toHaveLength(1);
    }
    for (const workers of both) await workers.stop();
  });
});
