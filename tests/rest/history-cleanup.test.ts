import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchDriver } from './batch-driver.ts';
import { flows, LEVEL, person, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const DAY_MS = 86_400_000;
/** Calls `person`, whose own time to live says nothing here: the root's counts. */
const CALLER = process(
  'caller',
  `<bpmn:startEvent id="start" /><bpmn:callActivity id="call" calledElement="person" /><bpmn:endEvent id="end" />${flows('start>call', 'call>end')}`,
  'camunda:historyTimeToLive="5"',
);
const WITH_TIME_TO_LIVE = LEVEL.replace(
  '<decision id="level"',
  '<decision id="level" camunda:historyTimeToLive="3"',
).replace(' id="levels"', ' xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="levels"');

describe('given history whose definitions have a time to live', () => {
  let server: ServerUnderTest;
  const { finish } = batchDriver(() => server);
  const open = async (environment: Record<string, string> = {}) => {
    server = await startServer(environment);
    const files = { 'person.bpmn': person('person'), 'caller.bpmn': CALLER, 'level.dmn': WITH_TIME_TO_LIVE };
    expect((await server.deploy(files)).status).toBe(200);
  };
  beforeEach(() => open());
  afterEach(() => server.remove());

  const get = async (path: string) => (await server.call('GET', path)).body;
  const LARGE = 'x'.repeat(100_000);
  /** Runs a caller with the person it calls to its end; answers the ids of both. */
  const runCaller = async (): Promise<{ root: string; called: string }> => {
    const variables = { large: { value: LARGE } };
    const { body } = await server.call('POST', '/process-definition/key/caller/start', { variables });
    const [called] = await get(`/process-instance?superProcessInstance=${body.id}`);
    const [task] = await get(`/task?processInstanceId=${called.id}`);
    await server.call('POST', `/task/${task.id}/complete`, {});
    return { root: body.id, called: called.id };
  };
  const removalTime = async (path: string) => (await get(path)).removalTime;
  const LISTS = ['activity-instance', 'variable-instance', 'detail', 'task'];

  it('when an instance runs, then no row has a removal time; once its root has ended, all have the same', async () => {
    const { body: running } = await server.call('POST', '/process-definition/key/caller/start', {});
    expect(await removalTime(`/history/process-instance/${running.id}`)).toBeNull();
    const { root, called } = await runCaller();
    for (const id of [root, called]) {
      expect(await removalTime(`/history/process-instance/${id}`)).toBe('2026-11-29T08:00:00.000+0000');
    }
    for (const list of LISTS) {
      const rows = await get(`/history/${list}?processInstanceId=${list === 'task' ? called : root}`);
      expect(rows.length, list).toBeGreaterThan(0);
      for (const row of rows) expect(row.removalTime, list).toBe('2026-11-29T08:00:00.000+0000');
    }
    await server.call('POST', '/decision-definition/key/level/evaluate', { variables: { amount: { value: 1 } } });
    expect(await get('/history/decision-instance')).toMatchObject([{ removalTime: '2026-11-27T08:00:00.000+0000' }]);
  });

  it('when the time to live is changed, then it counts for what ends later', async () => {
    const first = await runCaller();
    const { id } = await get('/process-definition/key/caller');
    const set = (historyTimeToLive: number | null) =>
      server.call('PUT', `/process-definition/${id}/history-time-to-live`, { historyTimeToLive });
    expect((await set(7)).status).toBe(204);
    expect((await get(`/process-definition/${id}`)).historyTimeToLive).toBe(7);
    const second = await runCaller();
    await set(null);
    const third = await runCaller();
    const times = await Promise.all(
      [first, second, third].map(({ root }) => removalTime(`/history/process-instance/${root}`)),
    );
    expect(times).toEqual(['2026-11-29T08:00:00.000+0000', '2026-12-01T08:00:00.000+0000', null]);
    expect(await set(-1)).toMatchObject({
      status: 400,
      body: { message: 'historyTimeToLive is not greater than or equal to 0' },
    });
    expect(
      (await server.call('PUT', '/decision-definition/key/level/history-time-to-live', { historyTimeToLive: 9 }))
        .status,
    ).toBe(204);
    expect((await get('/decision-definition/key/level')).historyTimeToLive).toBe(9);
    expect((await server.call('PUT', '/decision-definition/key/nope/history-time-to-live', {})).status).toBe(404);
  });

  it('when removal times are set by batches, then the chosen things have them', async () => {
    const { root, called } = await runCaller();
    const begin = async (segment: string, body: object) => {
      const answer = await server.call('POST', `/history/${segment}/set-removal-time`, body);
      expect(answer).toMatchObject({ status: 200 });
      await finish(answer.body);
      return answer.body;
    };
    const date = '2027-01-01T00:00:00.000+0000';
    const batch = await begin('process-instance', { historicProcessInstanceIds: [root], absoluteRemovalTime: date });
    expect(batch.type).toBe('process-set-removal-time');
    expect(await removalTime(`/history/process-instance/${called}`)).toBe(date);
    await begin('process-instance', {
      historicProcessInstanceQuery: { processInstanceId: root },
      clearedRemovalTime: true,
    });
    expect(await removalTime(`/history/process-instance/${root}`)).toBeNull();
    await begin('process-instance', {
      historicProcessInstanceIds: [called],
      calculatedRemovalTime: true,
      hierarchical: true,
    });
    expect(await removalTime(`/history/process-instance/${root}`)).toBe('2026-11-29T08:00:00.000+0000');

    await server.call('POST', '/decision-definition/key/level/evaluate', { variables: { amount: { value: 1 } } });
    const [decision] = await get('/history/decision-instance');
    await begin('decision-instance', { historicDecisionInstanceIds: [decision.id], absoluteRemovalTime: date });
    expect((await get('/history/decision-instance'))[0].removalTime).toBe(date);
    await begin('batch', { historicBatchIds: [batch.id], absoluteRemovalTime: date });
    expect(await removalTime(`/history/batch/${batch.id}`)).toBe(date);
  });

  const REFUSALS: [body: object, message: string][] = [
    [{}, 'Neither query nor ids provided.'],
    [{ clearedRemovalTime: true }, 'Neither query nor ids provided.'],
    [{ historicProcessInstanceIds: ['x'] }, 'removalTime is null'],
    [{ historicProcessInstanceIds: ['x'], clearedRemovalTime: true }, 'historicProcessInstances is empty'],
    [
      { historicProcessInstanceIds: ['x'], clearedRemovalTime: true, calculatedRemovalTime: true },
      'The removal time modes are mutually exclusive: mode is not null',
    ],
  ];
  it.each(REFUSALS)('when a removal time is set with %j, then it is refused: %s', async (body, message) => {
    expect(await server.call('POST', '/history/process-instance/set-removal-time', body)).toMatchObject({
      status: 400,
      body: { type: 'BadUserRequestException', message, code: 0 },
    });
  });

  it('when a clean-up is asked for, then all rows whose time has come go, and nothing else', async () => {
    const old = await runCaller();
    await server.call('POST', '/decision-definition/key/level/evaluate', { variables: { amount: { value: 1 } } });
    server.clock.advanceBy(5 * DAY_MS);
    const young = await runCaller();
    expect((await get('/history/cleanup/jobs')).message).toBe('History cleanup jobs are empty');
    expect(await get('/history/cleanup/configuration')).toEqual({
      batchWindowStartTime: null,
      batchWindowEndTime: null,
      enabled: true,
    });
    const { body: job } = await server.call('POST', '/history/cleanup');
    expect(job).toMatchObject({ jobDefinitionId: null, retries: 3, dueDate: '2026-11-29T08:00:00.000+0000' });
    expect(await get('/history/cleanup/job')).toEqual(job);
    for (let round = 0; round < 2; round++) await server.call('POST', `/job/${job.id}/execute`, {});
    for (const id of [old.root, old.called]) {
      expect((await server.call('GET', `/history/process-instance/${id}`)).status).toBe(404);
      for (const list of LISTS) expect(await get(`/history/${list}?processInstanceId=${id}`), list).toEqual([]);
    }
    expect(await get('/history/decision-instance')).toEqual([]);
    const large = async (rootId: string) =>
      Number(
        (
          await server.app.engine?.store
            .reader('history_large_value')
            .where('root_id', rootId)
            .count({ n: '*' })
            .first()
        )?.['n'],
      );
    expect([await large(old.root), await large(young.root)]).toEqual([0, 1]);
    expect((await get(`/history/activity-instance?processInstanceId=${young.root}`)).length).toBeGreaterThan(0);
    expect(await get(`/job/${job.id}`)).toMatchObject({ suspended: true });
    const again = await server.call('POST', '/history/cleanup?immediatelyDue=true');
    expect(again.body).toMatchObject({ id: job.id, suspended: false });
    expect((await server.call('POST', '/history/cleanup?immediatelyDue=false')).status).toBe(400);
  });

  it('when there is a window, then the job executor cleans up when it opens, and waits for the next one after that', async () => {
    await server.remove();
    await open({ HISTORY_CLEANUP_WINDOW: '22:00-02:00', JOB_EXECUTOR: 'on' });
    // Eight in the morning in UTC is four in the afternoon in China.
    expect(await get('/history/cleanup/configuration')).toMatchObject({
      batchWindowStartTime: '2026-11-24T14:00:00.000+0000',
      batchWindowEndTime: '2026-11-24T18:00:00.000+0000',
    });
    const { root } = await runCaller();
    server.clock.advanceBy(5 * DAY_MS);
    const dueDate = async () => (await get('/history/cleanup/job')).dueDate;
    while ((await dueDate()) !== '2026-11-29T14:00:00.000+0000')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await server.call('GET', `/history/process-instance/${root}`)).status).toBe(200);
    server.clock.advanceBy(6 * 3_600_000);
    while ((await dueDate()) !== '2026-11-30T14:00:00.000+0000')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await server.call('GET', `/history/process-instance/${root}`)).status).toBe(404);
  });

  it('when process definitions are deleted, then their instances go only by cascade, and the version before is the latest', async () => {
    const later = person('person', 'camunda:priority="9"');
    await server.deploy({ 'person.bpmn': later });
    const { id, version } = await get('/process-definition/key/person');
    expect(version).toBe(2);
    const { body: instance } = await server.call('POST', `/process-definition/${id}/start`, {});
    const refused = await server.call('DELETE', `/process-definition/${id}`);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        message: expect.stringContaining(`Process definition with id: ${id} can't be deleted, because there are 1`),
      },
    });
    expect((await server.call('DELETE', `/process-definition/${id}?cascade=true`)).status).toBe(204);
    expect((await server.call('GET', `/history/process-instance/${instance.id}`)).status).toBe(404);
    expect((await get('/process-definition/key/person')).version).toBe(1);
    expect((await server.call('POST', '/process-definition/key/person/start', {})).status).toBe(200);
    expect((await server.call('DELETE', '/process-definition/key/person?cascade=true')).status).toBe(204);
    expect((await server.call('DELETE', '/process-definition/key/person')).status).toBe(404);
    expect((await server.call('DELETE', '/process-definition/nope')).status).toBe(404);
  });
});
