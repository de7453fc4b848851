import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchDriver } from './batch-driver.ts';
import { definitions, flows, LEVEL, MESSAGES, person, process, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const LATER = process(
  'later',
  `<bpmn:startEvent id="start" /><bpmn:userTask id="do" camunda:asyncBefore="true" />${flows('start>do')}`,
);
/** Waits for the same message in two branches. */
const TWICE = definitions(
  '<bpmn:message id="go" name="Twice" /><bpmn:process id="twice" isExecutable="true"><bpmn:startEvent id="start" />' +
    '<bpmn:parallelGateway id="fork" /><bpmn:receiveTask id="a" messageRef="go" /><bpmn:receiveTask id="b" messageRef="go" />' +
    `<bpmn:userTask id="end" />${flows('start>fork', 'fork>a', 'fork>b', 'a>end', 'b>end')}</bpmn:process>`,
);

describe('given things to which something is done by batches', () => {
  let server: ServerUnderTest;
  const { execute, finish, jobsOf } = batchDriver(() => server);
  beforeAll(async () => {
    server = await startServer();
    const files = {
      person: person('person'),
      work: work('work', 'work'),
      later: LATER,
      messages: MESSAGES,
      twice: TWICE,
    };
    await server.deploy(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.bpmn`, text])));
    await server.deploy({ 'level.dmn': LEVEL });
  });
  afterAll(() => server.remove());

  const start = async (key: string): Promise<string> =>
    (await server.call('POST', `/process-definition/key/${key}/start`, {})).body.id;
  const begin = async (path: string, body: object) => {
    const answer = await server.call('POST', path, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };

  it('when variables are set, then every chosen instance has them', async () => {
    const [first, second] = [await start('person'), await start('person')];
    const batch = await begin('/process-instance/variables-async', {
      processInstanceIds: [first, 'unknown'],
      processInstanceQuery: { processInstanceIds: [first, second] },
      variables: { amount: { value: 5 }, big: { value: '9007199254740993', type: 'Long' } },
    });
    expect(batch).toMatchObject({ type: 'set-variables', totalJobs: 2 });
    await finish(batch);
    for (const id of [first, second]) {
      expect((await server.call('GET', `/process-instance/${id}/variables`)).body).toMatchObject({
        amount: { type: 'Integer', value: 5 },
        big: { type: 'Long' },
      });
    }
  });

  it('when instances are suspended and activated, then all that they have follows', async () => {
    const id = await start('person');
    for (const suspended of [true, false]) {
      const batch = await begin('/process-instance/suspended-async', { processInstanceIds: [id], suspended });
      expect(batch.type).toBe('instance-update-suspension-state');
      await finish(batch);
      expect((await server.call('GET', `/process-instance/${id}`)).body.suspended).toBe(suspended);
      expect((await server.call('GET', `/task?processInstanceId=${id}`)).body).toMatchObject([{ suspended }]);
    }
  });

  it('when a message is brought to instances, then each that waits hears it, and the others are passed over', async () => {
    const [waiting, busy] = [await start('wait'), await start('person')];
    const batch = await begin('/process-instance/message-async', {
      processInstanceIds: [waiting, busy, 'unknown'],
      messageName: 'Go',
      variables: { answer: { value: 'yes' } },
    });
    expect(batch).toMatchObject({ type: 'correlate-message', totalJobs: 3 });
    await execute(batch, 'seed');
    expect(await execute(batch, 'batch')).toEqual([204, 204, 204]);
    expect((await server.call('GET', `/task?processInstanceId=${waiting}`)).body).toMatchObject([
      { taskDefinitionKey: 'after' },
    ]);
    expect((await server.call('GET', `/process-instance/${waiting}/variables/answer`)).body.value).toBe('yes');
  });

  it('when an instance waits twice for a message, then one job brings it to both places', async () => {
    const id = await start('twice');
    const batch = await begin('/process-instance/message-async', { processInstanceIds: [id], messageName: 'Twice' });
    await finish(batch);
    expect((await server.call('GET', `/task/count?processInstanceId=${id}`)).body.count).toBe(2);
  });

  it('when jobs get new tries, chosen by id, by query or by their instances, then they have them', async () => {
    const id = await start('later');
    const [job] = (await server.call('GET', `/job?processInstanceId=${id}`)).body;
    const retriesOf = async () => (await server.call('GET', `/job/${job.id}`)).body;
    const ways: [string, object][] = [
      ['/job/retries', { jobIds: [job.id], retries: 4 }],
      ['/job/retries', { jobQuery: { processInstanceId: id }, retries: 5, dueDate: '2026-12-02T00:00:00.000+0000' }],
      ['/process-instance/job-retries', { processInstances: [id], retries: 6 }],
      ['/process-instance/job-retries', { processInstanceQuery: { processInstanceIds: [id] }, retries: 7 }],
      [
        '/process-instance/job-retries-historic-query-based',
        { historicProcessInstanceQuery: { processInstanceId: id }, retries: 8 },
      ],
    ];
    for (const [index, [path, body]] of ways.entries()) {
      const batch = await begin(path, body);
      expect(batch).toMatchObject({ type: 'set-job-retries', totalJobs: 1 });
      await finish(batch);
      expect(await retriesOf()).toMatchObject({ retries: 4 + index });
    }
    expect((await retriesOf()).dueDate).toBe('2026-12-02T00:00:00.000+0000');
  });

  it('when a job is gone before its tries are set, then the job of the batch fails and says so', async () => {
    const batch = await begin('/job/retries', { jobIds: ['gone'], retries: 2 });
    await execute(batch, 'seed');
    expect(await execute(batch, 'batch')).toEqual([404]);
    expect(await jobsOf(batch, 'batch')).toMatchObject([
      { retries: 2, exceptionMessage: expect.stringContaining("No job found with id 'gone'") },
    ]);
    await server.call('DELETE', `/batch/${batch.id}`);
  });

  it('when external tasks get new tries, chosen by id, by query or by their instances, then they have them', async () => {
    const id = await start('work');
    const [task] = (await server.call('GET', `/external-task?processInstanceId=${id}`)).body;
    const ways = [
      { externalTaskIds: [task.id] },
      { externalTaskQuery: { processInstanceId: id } },
      { processInstanceIds: [id] },
      { processInstanceQuery: { processInstanceIds: [id] } },
      { historicProcessInstanceQuery: { processInstanceId: id } },
    ];
    for (const [index, way] of ways.entries()) {
      const batch = await begin('/external-task/retries-async', { ...way, retries: index });
      expect(batch).toMatchObject({ type: 'set-external-task-retries', totalJobs: 1 });
      await finish(batch);
      expect((await server.call('GET', `/external-task/${task.id}`)).body.retries).toBe(index);
      expect((await server.call('PUT', '/external-task/retries', { ...way, retries: 100 + index })).status).toBe(204);
      expect((await server.call('GET', `/external-task/${task.id}`)).body.retries).toBe(100 + index);
    }
  });

  it('when evaluations of decisions are deleted, then they are gone and others stay', async () => {
    for (const value of [1, 500]) {
      await server.call('POST', '/decision-definition/key/level/evaluate', { variables: { amount: { value } } });
    }
    const evaluations = async () => (await server.call('GET', '/history/decision-instance')).body;
    const [first, second] = await evaluations();
    await finish(await begin('/history/decision-instance/delete', { historicDecisionInstanceIds: [first.id] }));
    expect(await evaluations()).toMatchObject([{ id: second.id }]);
    const query = { decisionDefinitionKey: 'level' };
    await finish(await begin('/history/decision-instance/delete', { historicDecisionInstanceQuery: query }));
    expect(await evaluations()).toEqual([]);
  });

  const REFUSALS: [path: string, body: object, message: string][] = [
    ['/history/process-instance/delete', {}, 'historicProcessInstanceIds is empty'],
    ['/history/decision-instance/delete', {}, 'historicDecisionInstanceIds is empty'],
    ['/process-instance/job-retries', {}, 'retries is null'],
    ['/process-instance/job-retries', { retries: 2, processInstances: ['x'] }, 'jobIds is empty'],
    ['/job/retries', {}, 'retries is null'],
    ['/job/retries', { retries: 2 }, 'ENGINE-13050 You must specify at least one of jobIds or jobQuery.'],
    ['/job/retries', { retries: -1, jobIds: ['x'] }, 'ENGINE-13054 The number of job retries must be a non-negative'],
    ['/external-task/retries-async', {}, 'The number of retries cannot be null.'],
    ['/external-task/retries-async', { retries: 1 }, 'externalTaskIds is empty'],
    [
      '/external-task/retries-async',
      { retries: -1, externalTaskIds: ['x'] },
      'The number of retries cannot be negative',
    ],
    ['/external-task/retries-async', { retries: 1, externalTaskIds: [null] }, 'externalTaskIds'],
    ['/process-instance/suspended-async', { suspended: true }, 'Either processInstanceIds, processInstanceQuery or'],
    ['/process-instance/suspended-async', { processInstanceIds: [] }, 'Process Instance ids is empty'],
    ['/process-instance/variables-async', {}, 'variables is null'],
    ['/process-instance/variables-async', { processInstanceIds: ['x'], variables: {} }, 'variables is empty'],
    [
      '/process-instance/variables-async',
      { processInstanceIds: ['x'], variables: { a: { value: 1 } } },
      'processInstanceIds is empty',
    ],
    ['/process-instance/variables-async', { variables: { a: { value: 1 } } }, 'No process instances found.'],
    ['/process-instance/message-async', { messageName: 'x' }, 'No process instances found.'],
    ['/process-instance/delete', { processInstanceQuery: { variables: 'x' } }, 'variable conditions'],
  ];
  it.each(REFUSALS)('when %s is sent %j, then it is refused: %s', async (path, body, message) => {
    expect(await server.call('POST', path, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
  });
});
