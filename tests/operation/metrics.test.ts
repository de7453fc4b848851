import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TIMER, work } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

describe('given a server at work', () => {
  let server: ServerUnderTest;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.remove());

  const metrics = async (): Promise<Map<string, number>> => {
    const answer = await fetch(`${server.origin}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
  };

  it('when its metrics are read, then they tell commits, locks, polls, jobs, incidents, memory and requests', async () => {
    await server.deploy({ 'work.bpmn': work('work', 'topic'), 'timer.bpmn': TIMER });
    for (let index = 0; index < 3; index++) await server.call('POST', '/process-definition/key/work/start', {});
    await server.call('POST', '/process-definition/key/timer/start', {});
    const fetchAll = (asyncResponseTimeout: number, topicName = 'topic') =>
      server.call('POST', '/external-task/fetchAndLock', {
        workerId: 'w',
        maxTasks: 9,
        asyncResponseTimeout,
        topics: [{ topicName, lockDuration: 1_000 }],
      });
    const [task] = (await fetchAll(0)).body;
    await server.call('POST', `/external-task/${task.id}/failure`, {
      workerId: 'w',
      retries: 0,
      errorMessage: 'broken',
    });
    const waiting = fetchAll(60_000, 'none');
    await expect.poll(() => server.app.engine?.topics.waiting).toBe(1);
    server.clock.advanceBy(30 * 24 * 3_600_000);

    const told = await metrics();
    expect(Object.fromEntries(told)).toMatchObject({
      engine_commit_queue: 0,
      engine_long_polls_waiting: 1,
      engine_lock_expiries_total: 2,
      engine_incidents_open: 1,
      engine_jobs_due: 1,
      engine_families_in_memory: 4,
      engine_commits_failed_total: 0,
      http_requests_under_way: 2,
      register_outbox_waiting: 0,
      'http_request_duration_seconds_count{method="POST",route="/engine-rest/process-definition/key/:key/start",status="2xx"}': 4,
      'http_request_duration_seconds_count{method="POST",route="/engine-rest/external-task/:id/failure",status="2xx"}': 1,
    });
    expect(told.get('engine_jobs_late_seconds')).toBeGreaterThan(0);
    expect(told.get('engine_commit_commands_sum')).toBeGreaterThanOrEqual(6);
    expect(told.get('engine_commit_duration_seconds_count')).toBeGreaterThan(0);
    for (const name of ['event_loop_lag_p99_seconds', 'process_resident_memory_bytes', 'process_cpu_seconds_total']) {
      expect(told.get(name), name).toBeGreaterThanOrEqual(0);
    }

    const some = await fetch(
      `${server.origin}/metrics?name[]=engine_jobs_due&name[]=engine_incidents_open&name[]=nothing`,
    );
    const lines = (await some.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual(['engine_jobs_due 1', 'engine_incidents_open 1']);
    await server.stop();
    await waiting;
  });
});
