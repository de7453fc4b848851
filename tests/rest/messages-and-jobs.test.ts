import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions, MESSAGES, TIMER } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given processes that wait for messages, signals and time', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'messages.bpmn': MESSAGES, 'timer.bpmn': TIMER });
  });
  afterAll(() => server.remove());

  const start = async (key: string, body: object = {}): Promise<string> =>
    (await server.call('POST', `/process-definition/key/${key}/start`, body)).body.id;
  const waitsAt = async (id: string) =>
    (await server.call('GET', `/task?processInstanceId=${id}`)).body.map(
      ({ taskDefinitionKey }: { taskDefinitionKey: string }) => taskDefinitionKey,
    );

  it('when one execution waits, then the message wakes it and answers with its variables', async () => {
    const id = await start('wait', { businessKey: 'mb' });
    const answer = await server.call('POST', '/message', {
      messageName: 'Go',
      businessKey: 'mb',
      processVariables: { a: { value: 1 } },
      resultEnabled: true,
      variablesInResultEnabled: true,
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual([
      {
        resultType: 'Execution',
        execution: { id: expect.any(String), processInstanceId: id, ended: true, tenantId: null },
        processInstance: null,
        variables: { a: { type: 'Integer', value: 1, valueInfo: {} } },
      },
    ]);
    expect(await waitsAt(id)).toEqual(['after']);
  });

  it('when a start event has the message, then an instance begins', async () => {
    const answer = await server.call('POST', '/message', {
      messageName: 'Begin',
      businessKey: 'mb2',
      correlationKeys: { k: { value: 1 } },
      processVariables: { a: { value: 1 } },
      resultEnabled: true,
    });
    expect(answer.body).toEqual([
      {
        resultType: 'ProcessDefinition',
        execution: null,
        processInstance: {
          links: [],
          id: expect.any(String),
          definitionId: expect.stringMatching(/^begun:1:/),
          businessKey: 'mb2',
          caseInstanceId: null,
          ended: false,
          suspended: false,
          tenantId: null,
          definitionKey: 'begun',
        },
      },
    ]);
    const { id } = answer.body[0].processInstance;
    expect((await server.call('GET', `/process-instance/${id}/variables`)).body).toEqual({
      a: { type: 'Integer', value: 1, valueInfo: {} },
    });
  });

  it('when nobody waits, then the message is refused, or with all it is nothing', async () => {
    expect(await server.call('POST', '/message', { messageName: 'Never' })).toMatchObject({
      status: 400,
      body: {
        type: 'RestException',
        message:
          "org.operaton.bpm.engine.MismatchingMessageCorrelationException: Cannot correlate message 'Never': No process definition or execution matches the parameters",
        code: 0,
      },
    });
    const all = { messageName: 'Never', all: true };
    expect(await server.call('POST', '/message', all)).toMatchObject({ status: 204 });
    expect(await server.call('POST', '/message', { ...all, resultEnabled: true })).toMatchObject({
      status: 200,
      body: [],
    });
  });

  it('when a named instance does not wait, then no other one is started', async () => {
    const body = { messageName: 'Begin', processInstanceId: 'nobody' };
    expect(await server.call('POST', '/message', body)).toMatchObject({ status: 400 });
  });

  it('when two wait, then the message needs a key, whose type counts', async () => {
    const ids = [
      await start('wait', { variables: { n: { value: 5 } } }),
      await start('wait', { variables: { n: { value: 6 } } }),
    ];
    const refused = await server.call('POST', '/message', { messageName: 'Go' });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toMatch(/^ENGINE-13031 .*2 executions match/);
    const keyed = (value: number, type: string) =>
      server.call('POST', '/message', { messageName: 'Go', correlationKeys: { n: { value, type } } });
    expect(await keyed(5, 'Long')).toMatchObject({ status: 400 });
    expect(await keyed(5, 'Integer')).toMatchObject({ status: 204 });
    expect([await waitsAt(ids[0] ?? ''), await waitsAt(ids[1] ?? '')]).toEqual([['after'], []]);
    await server.call('PUT', `/process-instance/${ids[1]}/suspended`, { suspended: true });
    expect(await keyed(6, 'Integer')).toMatchObject({ status: 400 });
    await server.call('PUT', `/process-instance/${ids[1]}/suspended`, { suspended: false });
    expect(await server.call('POST', '/message', { messageName: 'Go', all: true })).toMatchObject({ status: 204 });
    expect(await waitsAt(ids[1] ?? '')).toEqual(['after']);
  });

  it('when a newer version lacks the message start, then the message starts nothing any more', async () => {
    const only = definitions(
      '<bpmn:process id="begun" isExecutable="true"><bpmn:startEvent id="plain" /></bpmn:process>',
    );
    await server.deploy({ 'begun.bpmn': only });
    expect(await server.call('POST', '/message', { messageName: 'Begin' })).toMatchObject({ status: 400 });
  });

  it('when a message or signal has no name, then it is refused', async () => {
    expect(await server.call('POST', '/message', {})).toMatchObject({ status: 400 });
    expect(await server.call('POST', '/signal', {})).toMatchObject({
      status: 400,
      body: { message: 'No signal name given' },
    });
    expect(await server.call('POST', '/signal', { name: 'nobody listens' })).toMatchObject({ status: 204 });
  });

  it('when a timer waits, then its job is listed, moved and executed', async () => {
    const id = await start('timer');
    const [job] = (await server.call('GET', `/job?processInstanceId=${id}`)).body;
    expect(job).toEqual({
      id: expect.any(String),
      jobDefinitionId: expect.any(String),
      processInstanceId: id,
      processDefinitionId: expect.stringMatching(/^timer:1:/),
      processDefinitionKey: 'timer',
      executionId: expect.any(String),
      exceptionMessage: null,
      failedActivityId: null,
      retries: 3,
      dueDate: '2026-11-24T09:00:00.000+0000',
      suspended: false,
      priority: 0,
      tenantId: null,
      createTime: '2026-11-24T08:00:00.000+0000',
      batchId: null,
    });
    const definition = (await server.call('GET', `/job-definition/${job.jobDefinitionId}`)).body;
    expect(definition).toMatchObject({
      activityId: 'pause',
      jobConfiguration: 'DURATION: PT1H',
      jobType: 'timer-intermediate-transition',
    });
    const move = { duedate: '2026-11-24T08:30:00.000+0000' };
    expect(await server.call('PUT', `/job/${job.id}/duedate`, move)).toMatchObject({ status: 204 });
    expect((await server.call('GET', `/job/${job.id}`)).body.dueDate).toBe(move.duedate);
    const before = encodeURIComponent('lt_2026-11-24T08:31:00.000+0000');
    expect((await server.call('GET', `/job?dueDates=${before}`)).body).toHaveLength(1);
    expect(await server.call('POST', `/job/${job.id}/execute`, {})).toMatchObject({ status: 204 });
    expect(await waitsAt(id)).toEqual(['after']);
    expect(await server.call('POST', `/job/${job.id}/execute`, {})).toMatchObject({
      status: 404,
      body: { message: `ENGINE-14026 No job found with id '${job.id}'` },
    });
    expect((await server.call('GET', `/history/job-log?jobId=${job.id}&successLog=true`)).body).toHaveLength(1);
  });

  it('when a timer start is deployed, then its job fires an instance and schedules the next, of the newest version only', async () => {
    const cycle = definitions(
      '<bpmn:process id="every" isExecutable="true"><bpmn:startEvent id="start"><bpmn:timerEventDefinition id="t">' +
        '<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT10M</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>' +
        '<bpmn:userTask id="u" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="u" /></bpmn:process>',
    );
    await server.deploy({ 'every.bpmn': cycle });
    const jobs = async () => (await server.call('GET', '/job?processDefinitionKey=every')).body;
    const [first] = await jobs();
    expect(first).toMatchObject({
      processInstanceId: null,
      executionId: null,
      dueDate: '2026-11-24T08:10:00.000+0000',
    });
    expect(await server.call('POST', `/job/${first.id}/execute`)).toMatchObject({ status: 204 });
    expect((await server.call('GET', '/process-instance?processDefinitionKey=every')).body).toHaveLength(1);
    const [second, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(second).toMatchObject({ dueDate: '2026-11-24T08:20:00.000+0000' });
    expect(second.id).not.toBe(first.id);
    await server.deploy({ 'every.bpmn': cycle });
    const [newer, ...rest] = await jobs();
    expect(rest).toEqual([]);
    expect(newer.processDefinitionId).toMatch(/^every:2:/);
  });
});
