import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flows, process, work } from '../../rest/models.ts';
import { type ServerUnderTest, startServer } from '../../rest/server-under-test.ts';

const SECOND = process(
  'second',
  '<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition id="one">' +
    '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT10M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>' +
    `<bpmn:endEvent id="end" />${flows('start>pause', 'pause>end')}`,
);
const HOUR_MS = 3_600_000;

describe('given a clock that jumps', () => {
  let server: ServerUnderTest;
  let offsetMs = 0;
  beforeEach(async () => {
    offsetMs = 0;
    // A clock of the machine, not one that is moved by hand: timers of the system run beside it.
    const clock = { now: () => Date.now() + offsetMs };
    server = await startServer({ JOB_EXECUTOR: 'on' }, undefined, { clock });
    await server.deploy({ 'work.bpmn': work('work', 'topic'), 'second.bpmn': SECOND });
  });
  afterEach(() => server.remove());

  const start = (key: string) => server.call('POST', `/process-definition/key/${key}/start`, {});
  const fetchOne = async (workerId: string) => {
    const topics = [{ topicName: 'topic', lockDuration: 60_000 }];
    return (await server.call('POST', '/external-task/fetchAndLock', { workerId, maxTasks: 1, topics })).body[0];
  };
  const running = async (key: string): Promise<number> =>
    (await server.call('GET', `/process-instance/count?processDefinitionKey=${key}`)).body.count;

  it('when it jumps back an hour, then work goes on, ids stay in order, locks hold, and no duration is negative', async () => {
    const before = (await start('work')).body.id;
    const held = await fetchOne('first');
    offsetMs = -HOUR_MS;
    const after = (await start('work')).body.id;
    expect(after > before).toBe(true);
    expect((await fetchOne('second')).processInstanceId).toBe(after);
    expect(await fetchOne('third')).toBeUndefined();
    expect((await server.call('POST', `/external-task/${held.id}/complete`, { workerId: 'first' })).status).toBe(204);
    const { body } = await server.call('GET', `/history/process-instance/${before}`);
    expect(body.state).toBe('COMPLETED');
    expect(body.durationInMillis).toBeGreaterThanOrEqual(0);
  });

  it('when it jumps ahead, then what became due is done once, and a lock that ran out is given on', async () => {
    await start('second');
    await start('work');
    const held = await fetchOne('first');
    offsetMs = HOUR_MS;
    // Any commit lets the executor look at the clock; without one it looks every minute.
    await start('second');
    await expect.poll(() => running('second'), { timeout: 10_000 }).toBe(1);
    expect((await fetchOne('second')).id).toBe(held.id);
    expect((await server.call('POST', `/external-task/${held.id}/complete`, { workerId: 'first' })).status).not.toBe(
      204,
    );
    const log = await server.call('GET', '/history/job-log/count?successLog=true');
    expect(log.body).toEqual({ count: 1 });
  });
});
