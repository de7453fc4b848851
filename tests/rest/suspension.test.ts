import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definitions, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** A person, an external task and an asynchronous step side by side. */
const THREE = process(
  'three',
  '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" />' +
    '<bpmn:userTask id="person" /><bpmn:serviceTask id="work" camunda:type="external" camunda:topic="work" />' +
    '<bpmn:userTask id="later" camunda:asyncBefore="true" />' +
    '<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="fork" />' +
    ['person', 'work', 'later']
      .map((target) => `<bpmn:sequenceFlow id="to-${target}" sourceRef="fork" targetRef="${target}" />`)
      .join(''),
);

/** Begins every hour. */
const HOURLY = definitions(
  '<bpmn:process id="hourly" isExecutable="true"><bpmn:startEvent id="hour"><bpmn:timerEventDefinition id="timer">' +
    '<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>' +
    '<bpmn:userTask id="do" /><bpmn:sequenceFlow id="f" sourceRef="hour" targetRef="do" /></bpmn:process>',
);

describe('given an instance with a job, a task and an external task', () => {
  let server: ServerUnderTest;
  let definitionId: string;
  let instanceId: string;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'three.bpmn': THREE, 'hourly.bpmn': HOURLY });
    definitionId = (await server.call('GET', '/process-definition/key/three')).body.id;
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    instanceId = (await server.call('POST', '/process-definition/key/three/start', {})).body.id;
  });

  const put = async (path: string, body: object) => {
    const answer = await server.call('PUT', path, body);
    expect(answer).toMatchObject({ status: 204, body: undefined });
  };
  const flags = async (path: string): Promise<boolean[]> =>
    (await server.call('GET', path)).body.map(({ suspended }: { suspended: boolean }) => suspended);
  /** What is suspended, as letters: the definition, its job definition, the instance, and its job, task and external task. */
  const suspended = async (): Promise<string> => {
    const found = {
      d: [(await server.call('GET', `/process-definition/${definitionId}`)).body.suspended],
      k: await flags(`/job-definition?processDefinitionId=${definitionId}`),
      i: [(await server.call('GET', `/process-instance/${instanceId}`)).body.suspended],
      j: await flags(`/job?processInstanceId=${instanceId}`),
      t: await flags(`/task?processInstanceId=${instanceId}`),
      x: await flags(`/external-task?processInstanceId=${instanceId}`),
    };
    for (const [letter, values] of Object.entries(found)) expect([letter, values.length]).toEqual([letter, 1]);
    return Object.entries(found)
      .map(([letter, [value]]) => (value ? letter : '-'))
      .join('');
  };

  it('when the definition is suspended, then its job definitions are, and its instances only when included', async () => {
    await put(`/process-definition/${definitionId}/suspended`, { suspended: true });
    expect(await suspended()).toBe('dk----');
    expect((await server.call('POST', '/process-definition/key/three/start', {})).status).toBe(400);
    await put('/process-definition/suspended', { processDefinitionKey: 'three', suspended: false });
    expect(await suspended()).toBe('------');
    await put('/process-definition/key/three/suspended', { suspended: true, includeProcessInstances: true });
    expect(await suspended()).toBe('dkijtx');
    expect((await server.call('GET', `/history/process-instance/${instanceId}`)).body.state).toBe('SUSPENDED');
    const wanted = { processDefinitionKey: 'three', suspended: false, includeProcessInstances: true };
    await put('/process-definition/suspended', wanted);
    expect(await suspended()).toBe('------');
  });

  it('when a date is given, then a job does it, and the job is gone afterwards', async () => {
    await put(`/process-definition/${definitionId}/suspended`, {
      suspended: true,
      includeProcessInstances: true,
      executionDate: '2026-12-01T00:00:00.000+0000',
    });
    expect(await suspended()).toBe('------');
    const jobs = async () =>
      (await server.call('POST', '/job', { dueDates: [{ operator: 'eq', value: '2026-12-01T00:00:00.000+0000' }] }))
        .body;
    expect(await jobs()).toMatchObject([
      {
        jobDefinitionId: null,
        processInstanceId: null,
        processDefinitionId: null,
        dueDate: '2026-12-01T00:00:00.000+0000',
      },
    ]);
    expect((await server.call('POST', `/job/${(await jobs())[0].id}/execute`, {})).status).toBe(204);
    expect(await suspended()).toBe('dkijtx');
    expect(await jobs()).toEqual([]);
    await put(`/process-definition/${definitionId}/suspended`, { suspended: false, includeProcessInstances: true });
  });

  it('when the definition of a start timer is suspended, then so is the timer, and forced it starts nothing', async () => {
    const [timer] = (await server.call('GET', '/job?processDefinitionKey=hourly')).body;
    await put('/process-definition/key/hourly/suspended', { suspended: true });
    expect(await flags('/job?processDefinitionKey=hourly')).toEqual([true]);
    expect((await server.call('POST', `/job/${timer.id}/execute`, {})).status).toBe(204);
    expect((await server.call('GET', '/process-instance/count?processDefinitionKey=hourly')).body.count).toBe(0);
    await put('/process-definition/key/hourly/suspended', { suspended: false });
    const [next] = (await server.call('GET', '/job?processDefinitionKey=hourly')).body;
    expect(next).toMatchObject({ suspended: false });
    expect((await server.call('POST', `/job/${next.id}/execute`, {})).status).toBe(204);
    expect((await server.call('GET', '/process-instance/count?processDefinitionKey=hourly')).body.count).toBe(1);
  });

  it('when instances are chosen by id, definition or query, then those are suspended with all that they have', async () => {
    const choices = [
      { processInstanceIds: [instanceId, 'unknown'] },
      { processDefinitionKey: 'three' },
      { processDefinitionId: definitionId },
      { processInstanceQuery: { processDefinitionKey: 'three' } },
      { historicProcessInstanceQuery: { processInstanceId: instanceId } },
    ];
    for (const choice of choices) {
      await put('/process-instance/suspended', { ...choice, suspended: true });
      expect(await suspended()).toBe('--ijtx');
      await put('/process-instance/suspended', { ...choice, suspended: false });
      expect(await suspended()).toBe('------');
    }
  });

  it('when job definitions are suspended, then new jobs are born suspended, and old ones follow when included', async () => {
    const [{ id }] = (await server.call('GET', `/job-definition?processDefinitionId=${definitionId}`)).body;
    await put(`/job-definition/${id}/suspended`, { suspended: true });
    expect(await suspended()).toBe('-k----');
    const { body: other } = await server.call('POST', '/process-definition/key/three/start', {});
    expect(await flags(`/job?processInstanceId=${other.id}`)).toEqual([true]);
    await put('/job-definition/suspended', { processDefinitionKey: 'three', suspended: true, includeJobs: true });
    expect(await suspended()).toBe('-k-j--');
    await put('/job-definition/suspended', { processDefinitionId: definitionId, suspended: false, includeJobs: true });
    expect(await suspended()).toBe('------');
    expect(await flags(`/job?processInstanceId=${other.id}`)).toEqual([false]);
    await put(`/job-definition/${id}/suspended`, { suspended: true, executionDate: '2026-12-02T00:00:00.000+0000' });
    const [job] = (
      await server.call('POST', '/job', { dueDates: [{ operator: 'gt', value: '2026-12-01T12:00:00.000+0000' }] })
    ).body;
    expect((await server.call('POST', `/job/${job.id}/execute`, {})).status).toBe(204);
    expect(await suspended()).toBe('-k----');
    await put(`/job-definition/${id}/suspended`, { suspended: false });
  });

  it('when job definitions get a priority, then new jobs have it, and old ones when included', async () => {
    const [{ id }] = (await server.call('GET', `/job-definition?processDefinitionId=${definitionId}`)).body;
    const priorities = async (instance: string) =>
      (await server.call('GET', `/job?processInstanceId=${instance}`)).body[0].priority;
    await put(`/job-definition/${id}/jobPriority`, { priority: 52 });
    expect((await server.call('GET', `/job-definition/${id}`)).body.overridingJobPriority).toBe(52);
    const { body: other } = await server.call('POST', '/process-definition/key/three/start', {});
    expect([await priorities(instanceId), await priorities(other.id)]).toEqual([0, 52]);
    await put(`/job-definition/${id}/jobPriority`, { priority: 53, includeJobs: true });
    expect([await priorities(instanceId), await priorities(other.id)]).toEqual([53, 53]);
    await put(`/job-definition/${id}/jobPriority`, {});
    const { body: last } = await server.call('POST', '/process-definition/key/three/start', {});
    expect(await priorities(last.id)).toBe(0);
    expect(await server.call('PUT', `/job-definition/${id}/jobPriority`, { includeJobs: true })).toMatchObject({
      status: 400,
      body: { message: `Cannot reset priority for job definition ${id} with includeJobs=true` },
    });
    expect((await server.call('PUT', '/job-definition/nope/jobPriority', { priority: 1 })).status).toBe(404);
  });

  it('when what was set for jobs is asked of a new server, then it still holds', async () => {
    const [{ id }] = (await server.call('GET', `/job-definition?processDefinitionId=${definitionId}`)).body;
    await put(`/job-definition/${id}/jobPriority`, { priority: 9 });
    await put(`/job-definition/${id}/suspended`, { suspended: true });
    await server.stop();
    server = await startServer({}, server.config.dataDir);
    const { body: other } = await server.call('POST', '/process-definition/key/three/start', {});
    expect((await server.call('GET', `/job?processInstanceId=${other.id}`)).body).toMatchObject([
      { priority: 9, suspended: true },
    ]);
    await put(`/job-definition/${id}/suspended`, { suspended: false });
    await put(`/job-definition/${id}/jobPriority`, {});
  });

  it('when the failed jobs of a job definition get new tries, then those that have tries keep theirs', async () => {
    const [{ id }] = (await server.call('GET', `/job-definition?processDefinitionId=${definitionId}`)).body;
    const [job] = (await server.call('GET', `/job?processInstanceId=${instanceId}`)).body;
    const { body: other } = await server.call('POST', '/process-definition/key/three/start', {});
    await put(`/job/${job.id}/retries`, { retries: 0 });
    await put(`/job-definition/${id}/retries`, { retries: 5, dueDate: '2026-12-02T00:00:00.000+0000' });
    expect((await server.call('GET', `/job/${job.id}`)).body).toMatchObject({
      retries: 5,
      dueDate: '2026-12-02T00:00:00.000+0000',
    });
    expect((await server.call('GET', `/job?processInstanceId=${other.id}`)).body).toMatchObject([
      { retries: 3, dueDate: null },
    ]);
    expect((await server.call('PUT', `/job-definition/${id}/retries`, { retries: -1 })).status).toBe(400);
  });

  it('when jobs are suspended by what they belong to, then those are, and nothing else', async () => {
    const [{ id }] = (await server.call('GET', `/job-definition?processDefinitionId=${definitionId}`)).body;
    const owners = [
      { jobDefinitionId: id },
      { processInstanceId: instanceId },
      { processDefinitionId: definitionId },
      { processDefinitionKey: 'three' },
    ];
    for (const owner of owners) {
      await put('/job/suspended', { ...owner, suspended: true });
      expect(await suspended()).toBe('---j--');
      await put('/job/suspended', { ...owner, suspended: false });
      expect(await suspended()).toBe('------');
    }
  });

  const REFUSALS: [path: string, body: object, message: string][] = [
    ['/process-definition/suspended', {}, 'Either processDefinitionId or processDefinitionKey should be set'],
    ['/process-definition/suspended', { processDefinitionId: 'x' }, 'Only processDefinitionKey can be set'],
    ['/process-definition/key/three/suspended', { executionDate: 'soon' }, 'executionDate'],
    ['/process-instance/suspended', {}, 'Either processDefinitionId or processDefinitionKey should be set'],
    ['/process-instance/suspended', { processInstanceIds: [] }, 'Process Instance ids is empty'],
    [
      '/process-instance/suspended',
      { processInstanceQuery: { businessKey: 'nobody' } },
      'Process Instance ids is empty',
    ],
    [
      '/process-instance/suspended',
      { processDefinitionId: 'x', processDefinitionKey: 'y' },
      'Only one of processDefinitionId',
    ],
    ['/process-instance/suspended', { processInstanceIds: ['x'], processDefinitionKey: 'y' }, 'Choose either'],
    ['/job-definition/suspended', {}, 'Either jobDefinitionId, processDefinitionId or processDefinitionKey should'],
    ['/job-definition/suspended', { jobDefinitionId: 'x' }, 'Either processDefinitionId or processDefinitionKey can'],
    [
      '/job-definition/suspended',
      { processDefinitionId: 'x', processDefinitionKey: 'y' },
      'Only one of jobDefinitionId',
    ],
    ['/job/suspended', {}, 'Either jobId, jobDefinitionId, processInstanceId'],
    ['/job/suspended', { jobId: 'x' }, 'Either jobDefinitionId, processInstanceId'],
    ['/job/suspended', { processInstanceId: 'x', processDefinitionId: 'y' }, 'Only one of jobId'],
  ];
  it.each(REFUSALS)('when %s is sent %j, then it is refused: %s', async (path, body, message) => {
    expect(await server.call('PUT', path, { suspended: true, ...body })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
  });
});
