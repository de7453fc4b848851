import { afterEach, describe, expect, it } from 'vitest';
import { batchDriver } from './batch-driver.ts';
import { person } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given batches that are cut into jobs of three ids, two jobs at a time', () => {
  const cut = { BATCH_JOBS_PER_SEED: '2', INVOCATIONS_PER_BATCH_JOB: '3', BATCH_JOB_PRIORITY: '7' };
  let server: ServerUnderTest;
  const { execute, jobsOf } = batchDriver(() => server);
  afterEach(() => server.remove());

  const begin = async (count: number, environment: Record<string, string> = {}) => {
    server = await startServer({ ...cut, ...environment });
    await server.deploy({ 'person.bpmn': person('person') });
    const ids: string[] = [];
    for (let left = count; left > 0; left--) {
      ids.push((await server.call('POST', '/process-definition/key/person/start', {})).body.id);
    }
    return ids;
  };
  const count = async (path: string): Promise<number> => (await server.call('GET', `${path}/count`)).body.count;

  it('when the seed runs, then it makes so many jobs at a time and comes again for the rest', async () => {
    const ids = await begin(8);
    const { body: batch } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ids });
    expect(batch).toMatchObject({ totalJobs: 3, batchJobsPerSeed: 2, invocationsPerBatchJob: 3 });
    await execute(batch, 'seed');
    expect(await jobsOf(batch, 'batch')).toMatchObject([{ priority: 7 }, { priority: 7 }]);
    expect(await jobsOf(batch, 'seed')).toHaveLength(1);
    expect((await server.call('GET', `/batch/${batch.id}`)).body.jobsCreated).toBe(2);
    await execute(batch, 'batch');
    expect(await count('/process-instance')).toBe(2);
    await execute(batch, 'seed');
    expect(await jobsOf(batch, 'seed')).toEqual([]);
    await execute(batch, 'batch');
    expect(await count('/process-instance')).toBe(0);
  });

  it('when one id of a job fails, then those before it are done, and the next try goes on with it', async () => {
    const [ended = '', running = '', alsoEnded = ''] = await begin(3);
    for (const id of [ended, alsoEnded]) await server.call('DELETE', `/process-instance/${id}`);
    const { body: batch } = await server.call('POST', '/history/process-instance/delete', {
      historicProcessInstanceIds: [ended, running, alsoEnded],
    });
    await execute(batch, 'seed');
    expect(await execute(batch, 'batch')).toEqual([400]);
    const known = async (id: string) => (await server.call('GET', `/history/process-instance/${id}`)).status;
    expect(await Promise.all([ended, running, alsoEnded].map(known))).toEqual([404, 200, 200]);
    expect(await jobsOf(batch, 'batch')).toMatchObject([{ retries: 2 }]);
    await server.call('DELETE', `/process-instance/${running}`);
    expect(await execute(batch, 'batch')).toEqual([204]);
    expect(await Promise.all([ended, running, alsoEnded].map(known))).toEqual([404, 404, 404]);
  });

  it('when the server stops after the seed, then another one with the job executor finishes the batch', async () => {
    const ids = await begin(7);
    const { body: batch } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ids });
    await execute(batch, 'seed');
    await server.stop();
    server = await startServer({ ...cut, JOB_EXECUTOR: 'on' }, server.config.dataDir);
    while ((await count('/process-instance')) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await server.call('GET', `/batch/statistics?batchId=${batch.id}`)).body).toMatchObject([
      { jobsCreated: 3, remainingJobs: 0, completedJobs: 3, failedJobs: 0 },
    ]);
    server.clock.advanceBy(30_000);
    while ((await count('/batch')) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await server.call('GET', `/history/batch/${batch.id}`)).body.endTime).not.toBeNull();
  });

  it('when a batch is suspended, then the job executor leaves it alone until it goes on', async () => {
    const ids = await begin(1);
    const { body: batch } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ids });
    await server.call('PUT', `/batch/${batch.id}/suspended`, { suspended: true });
    await server.stop();
    server = await startServer({ ...cut, JOB_EXECUTOR: 'on' }, server.config.dataDir);
    const { body: other } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ['nobody'] });
    const completed = async (id: string) =>
      (await server.call('GET', `/batch/statistics?batchId=${id}`)).body[0]?.completedJobs;
    while ((await completed(other.id)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await completed(batch.id)).toBe(0);
    await server.call('PUT', `/batch/${batch.id}/suspended`, { suspended: false });
    while ((await count('/process-instance')) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
