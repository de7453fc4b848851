import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchDriver } from './batch-driver.ts';
import { person } from './models.ts';
import { type ServerUnderTest, START_OF_TIME, startServer } from './server-under-test.ts';

describe('given running instances and batches of them', () => {
  let server: ServerUnderTest;
  const { execute, finish, jobsOf } = batchDriver(() => server);
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'person.bpmn': person('person') });
  });
  afterAll(() => server.remove());

  const start = async (count: number, businessKey: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let left = count; left > 0; left--) {
      ids.push((await server.call('POST', '/process-definition/key/person/start', { businessKey })).body.id);
    }
    return ids;
  };
  const remaining = async (businessKey: string) =>
    (await server.call('GET', `/process-instance/count?businessKey=${businessKey}`)).body.count;
  const statistics = async (id: string) => (await server.call('GET', `/batch/statistics?batchId=${id}`)).body[0];

  it('when instances are deleted by a batch, then its seed makes the jobs, they delete, and its monitor ends it', async () => {
    const ids = await start(2, 'all');
    const begun = await server.call('POST', '/process-instance/delete', {
      processInstanceIds: [...ids, 'unknown'],
      deleteReason: 'no longer wanted',
    });
    const batch = begun.body;
    expect(begun).toMatchObject({ status: 200 });
    expect(batch).toEqual({
      id: expect.any(String),
      type: 'instance-deletion',
      totalJobs: 3,
      jobsCreated: 0,
      batchJobsPerSeed: 100,
      invocationsPerBatchJob: 1,
      seedJobDefinitionId: expect.any(String),
      monitorJobDefinitionId: expect.any(String),
      batchJobDefinitionId: expect.any(String),
      suspended: false,
      tenantId: null,
      createUserId: null,
      startTime: '2026-11-24T08:00:00.000+0000',
      executionStartTime: null,
    });
    expect((await server.call('GET', `/batch/${batch.id}`)).body).toEqual(batch);
    expect(await statistics(batch.id)).toEqual({ ...batch, remainingJobs: 3, completedJobs: 0, failedJobs: 0 });
    const seedDefinition = await server.call('GET', `/job-definition/${batch.seedJobDefinitionId}`);
    expect(seedDefinition.body).toEqual({
      id: batch.seedJobDefinitionId,
      processDefinitionId: null,
      processDefinitionKey: null,
      jobType: 'batch-seed-job',
      jobConfiguration: batch.id,
      activityId: null,
      suspended: false,
      overridingJobPriority: null,
      tenantId: null,
      deploymentId: null,
    });
    expect(await jobsOf(batch, 'seed')).toMatchObject([
      { processInstanceId: null, processDefinitionId: null, executionId: null, retries: 3, batchId: batch.id },
    ]);

    expect(await execute(batch, 'seed')).toEqual([204]);
    expect(await jobsOf(batch, 'seed')).toEqual([]);
    expect(await jobsOf(batch, 'batch')).toHaveLength(3);
    expect(await jobsOf(batch, 'monitor')).toMatchObject([{ dueDate: null, batchId: batch.id }]);
    expect(await execute(batch, 'monitor')).toEqual([204]);
    expect(await jobsOf(batch, 'monitor')).toMatchObject([{ dueDate: '2026-11-24T08:00:30.000+0000' }]);
    expect(await remaining('all')).toBe(2);

    expect(await execute(batch, 'batch')).toEqual([204, 204, 204]);
    expect(await remaining('all')).toBe(0);
    const historic = await server.call('GET', `/history/process-instance/${ids[0]}`);
    expect(historic.body).toMatchObject({ state: 'EXTERNALLY_TERMINATED', deleteReason: 'no longer wanted' });
    expect(await statistics(batch.id)).toMatchObject({
      executionStartTime: '2026-11-24T08:00:00.000+0000',
      remainingJobs: 0,
      completedJobs: 3,
      failedJobs: 0,
    });

    expect(await execute(batch, 'monitor')).toEqual([204]);
    expect(await server.call('GET', `/batch/${batch.id}`)).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException', message: `Batch with id '${batch.id}' does not exist` },
    });
    expect((await server.call('GET', `/job-definition/${batch.batchJobDefinitionId}`)).status).toBe(404);
    const { suspended: _, jobsCreated: __, ...kept } = batch;
    expect((await server.call('GET', `/history/batch/${batch.id}`)).body).toEqual({
      ...kept,
      endTime: '2026-11-24T08:00:00.000+0000',
      removalTime: null,
      executionStartTime: '2026-11-24T08:00:00.000+0000',
    });
    const log = await server.call('GET', `/history/job-log?jobDefinitionId=${batch.batchJobDefinitionId}`);
    expect(log.body).toHaveLength(6);
    expect(log.body[0]).toMatchObject({
      jobDefinitionType: 'instance-deletion',
      jobDefinitionConfiguration: batch.id,
      batchId: batch.id,
      processInstanceId: null,
    });
  });

  it('when the instances are chosen by a query, then they are those that it finds now', async () => {
    await start(2, 'query');
    const { body: batch } = await server.call('POST', '/process-instance/delete', {
      processInstanceQuery: { businessKey: 'query', sorting: [{ sortBy: 'instanceId', sortOrder: 'asc' }] },
    });
    expect(batch.totalJobs).toBe(2);
    await start(1, 'query');
    await finish(batch);
    expect(await remaining('query')).toBe(1);
    const again = await server.call('POST', '/process-instance/delete-historic-query-based', {
      historicProcessInstanceQuery: { processInstanceBusinessKey: 'query', unfinished: true },
    });
    await finish(again.body);
    expect(await remaining('query')).toBe(0);
  });

  it('when nothing is chosen, then no batch begins', async () => {
    const count = (await server.call('GET', '/history/batch/count')).body.count;
    for (const body of [{}, { processInstanceIds: [] }, { processInstanceQuery: { businessKey: 'nobody' } }]) {
      expect(await server.call('POST', '/process-instance/delete', body)).toMatchObject({
        status: 400,
        body: { type: 'InvalidRequestException', message: 'processInstanceIds is empty', code: null },
      });
    }
    expect((await server.call('GET', '/history/batch/count')).body.count).toBe(count);
  });

  it('when the history of instances is deleted by a batch, then nothing of them is left', async () => {
    const [id] = await start(1, 'history');
    const running = await server.call('POST', '/history/process-instance/delete', { historicProcessInstanceIds: [id] });
    await execute(running.body, 'seed');
    expect(await execute(running.body, 'batch')).toEqual([400]);
    expect(await statistics(running.body.id)).toMatchObject({ remainingJobs: 1, failedJobs: 0 });
    await server.call('DELETE', `/process-instance/${id}`);
    expect(await execute(running.body, 'batch')).toEqual([204]);
    await execute(running.body, 'monitor');
    expect((await server.call('GET', `/history/process-instance/${id}`)).status).toBe(404);
    expect((await server.call('GET', `/history/activity-instance?processInstanceId=${id}`)).body).toEqual([]);
  });

  it('when a job of a batch has failed for good, then an incident waits until it gets new tries', async () => {
    const [id] = await start(1, 'stuck');
    const { body: batch } = await server.call('POST', '/history/process-instance/delete', {
      historicProcessInstanceIds: [id],
    });
    await execute(batch, 'seed');
    for (let tries = 3; tries > 0; tries--) await execute(batch, 'batch');
    expect(await statistics(batch.id)).toMatchObject({ remainingJobs: 1, completedJobs: 0, failedJobs: 1 });
    const [job] = await jobsOf(batch, 'batch');
    const incidents = () => server.call('GET', `/incident?configuration=${job?.id}`);
    expect((await incidents()).body).toMatchObject([
      { incidentType: 'failedJob', processInstanceId: null, jobDefinitionId: batch.batchJobDefinitionId },
    ]);
    const failures = await server.call('GET', `/batch/statistics/count?withFailures=true&batchId=${batch.id}`);
    expect(failures.body.count).toBe(1);

    await server.call('PUT', `/job/${job?.id}/retries`, { retries: 1 });
    expect((await incidents()).body).toEqual([]);
    await server.call('DELETE', `/process-instance/${id}`);
    await execute(batch, 'batch');
    await execute(batch, 'monitor');
    expect((await server.call('GET', `/batch/${batch.id}`)).status).toBe(404);
  });

  it('when a batch is suspended, then so are its jobs, also those that its seed makes later', async () => {
    const { body: batch } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ['a', 'b'] });
    expect((await server.call('PUT', `/batch/${batch.id}/suspended`, { suspended: true })).status).toBe(204);
    expect(await jobsOf(batch, 'seed')).toMatchObject([{ suspended: true }]);
    await execute(batch, 'seed');
    expect(await jobsOf(batch, 'batch')).toMatchObject([{ suspended: true }, { suspended: true }]);
    const listed = async (suspended: boolean) =>
      (await server.call('GET', `/batch?batchId=${batch.id}&suspended=${suspended}`)).body.length;
    expect([await listed(true), await listed(false)]).toEqual([1, 0]);
    await server.call('PUT', `/batch/${batch.id}/suspended`, { suspended: false });
    expect(await jobsOf(batch, 'batch')).toMatchObject([{ suspended: false }, { suspended: false }]);
    expect([await listed(true), await listed(false)]).toEqual([0, 1]);
    await server.call('DELETE', `/batch/${batch.id}`);
  });

  it('when a batch is deleted, then its jobs go, and its history when that is asked for', async () => {
    const begin = async () => {
      const { body: batch } = await server.call('POST', '/process-instance/delete', { processInstanceIds: ['a'] });
      await execute(batch, 'seed');
      return batch;
    };
    const [kept, forgotten] = [await begin(), await begin()];
    expect((await server.call('DELETE', `/batch/${kept.id}`)).status).toBe(204);
    expect((await server.call('DELETE', `/batch/${forgotten.id}?cascade=true`)).status).toBe(204);
    for (const batch of [kept, forgotten]) {
      expect(await jobsOf(batch, 'batch')).toEqual([]);
      expect(await jobsOf(batch, 'monitor')).toEqual([]);
    }
    const ended = await server.call('GET', `/history/batch?completed=true&batchId=${kept.id}`);
    expect(ended.body).toMatchObject([{ endTime: new Date(START_OF_TIME).toISOString().replace('Z', '+0000') }]);
    expect((await server.call('GET', `/history/batch/${forgotten.id}`)).status).toBe(404);
    const log = (batch: { batchJobDefinitionId: string }) =>
      server.call('GET', `/history/job-log/count?jobDefinitionId=${batch.batchJobDefinitionId}`);
    expect((await log(kept)).body.count).toBe(1);
    expect((await log(forgotten)).body.count).toBe(0);
    expect((await server.call('DELETE', `/history/batch/${kept.id}`)).status).toBe(204);
    expect((await log(kept)).body.count).toBe(0);
  });

  it('when the batch is unknown, then the refusals name it', async () => {
    const refusals = [
      ['GET', '/batch/nope', undefined, 404, "Batch with id 'nope' does not exist"],
      ['DELETE', '/batch/nope', undefined, 400, "Unable to delete batch with id 'nope'"],
      ['PUT', '/batch/nope/suspended', { suspended: true }, 400, "Unable to suspend batch with id 'nope'"],
      ['PUT', '/batch/nope/suspended', {}, 400, "Unable to activate batch with id 'nope'"],
      ['GET', '/history/batch/nope', undefined, 404, "Historic batch with id 'nope' does not exist"],
      ['DELETE', '/history/batch/nope', undefined, 400, "Unable to delete historic batch with id 'nope'"],
    ] as const;
    for (const [method, path, body, status, message] of refusals) {
      expect(await server.call(method, path, body)).toMatchObject({ status, body: { message } });
    }
    expect((await server.call('GET', '/batch?suspended=maybe')).status).toBe(400);
    expect((await server.call('GET', '/batch?sortBy=nope&sortOrder=asc')).status).toBe(400);
  });
});
