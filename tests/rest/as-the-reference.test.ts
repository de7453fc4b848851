import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows, person, process, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** What was found by sending the same calls to this server and to a reference engine. */
describe('given the same calls as to the reference', () => {
  let server: ServerUnderTest;
  const ids: string[] = [];
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({
      'person.bpmn': person('person', 'camunda:priority="70"'),
      'work.bpmn': work('work', 'topic'),
    });
    for (let index = 0; index < 3; index++) {
      const variables = {
        n: { value: index },
        at: { value: `2026-11-2${index}T08:00:00.000+0000`, type: 'Date' },
        bytes: { value: 'aGVsbG8=', type: 'Bytes' },
      };
      const started = await server.call('POST', '/process-definition/key/person/start', { variables });
      ids.push(started.body.id);
    }
  });
  afterAll(() => server.remove());

  const idsOf = async (path: string, body?: object): Promise<string[]> =>
    (await server.call(body ? 'POST' : 'GET', path, body)).body.map((row: { id: string }) => row.id);
  const taskOf = async (instance = ids[0]) => (await idsOf(`/task?processInstanceId=${instance}`))[0];

  it('when a task is changed, then its state and time say so, and what is not put is emptied', async () => {
    const id = await taskOf();
    expect((await server.call('GET', `/task/${id}`)).body).toMatchObject({ taskState: 'Created', lastUpdated: null });
    await server.call('PUT', `/task/${id}`, { name: 'Look' });
    expect((await server.call('GET', `/task/${id}`)).body).toMatchObject({
      name: 'Look',
      priority: 0,
      taskState: 'Updated',
      lastUpdated: '2026-11-24T08:00:00.000+0000',
    });
  });

  it('when a suspended task is claimed, then it is refused', async () => {
    const id = await taskOf(ids[1]);
    await server.call('PUT', `/process-instance/${ids[1]}/suspended`, { suspended: true });
    expect(await server.call('POST', `/task/${id}/claim`, { userId: 'anna' })).toMatchObject({ status: 400 });
    await server.call('PUT', `/process-instance/${ids[1]}/suspended`, { suspended: false });
    expect((await server.call('GET', `/task/${id}`)).body.assignee).toBeNull();
  });

  it('when a group holds several conditions on variables, then one that holds is enough', async () => {
    const condition = (value: number) => ({ name: 'n', operator: 'eq', value });
    const either = { orQueries: [{ processVariables: [condition(0), condition(2)] }] };
    expect(await idsOf('/task', either)).toHaveLength(2);
    expect(await idsOf('/process-instance', { orQueries: [{ variables: [condition(0), condition(2)] }] })).toHaveLength(
      2,
    );
    expect(await idsOf('/task', { processVariables: [condition(0), condition(2)] })).toEqual([]);
  });

  it('when a condition names a date, then dates are compared', async () => {
    const at = (operator: string, value: string) => ({ variables: [{ name: 'at', operator, value }] });
    expect(await idsOf('/process-instance', at('eq', '2026-11-21T09:00:00.000+0100'))).toEqual([ids[1]]);
    expect(await idsOf('/process-instance', at('lt', '2026-11-22T08:00:00.000+0000'))).toHaveLength(2);
    expect(await idsOf('/process-instance', at('like', '2026-11-22T08:00:00.000+0000'))).toEqual([]);
  });

  it('when a count is sorted by what there is not, then it is refused as the list is', async () => {
    for (const path of ['/task', '/task/count']) {
      expect((await server.call('GET', `${path}?sortBy=colour&sortOrder=asc`)).status).toBe(400);
      expect((await server.call('GET', `${path}?sortBy=tenantId&sortOrder=asc`)).status).toBe(200);
    }
  });

  it('when variables are listed, then bytes stay out; asked for alone they are there', async () => {
    const [listed] = (await server.call('GET', `/variable-instance?processInstanceIdIn=${ids[0]}&variableName=bytes`))
      .body;
    expect(listed).toMatchObject({ type: 'Bytes', value: null });
    expect((await server.call('GET', `/variable-instance/${listed.id}`)).body.value).toBe('aGVsbG8=');
    const [historic] = (
      await server.call('GET', `/history/variable-instance?variableTypeIn=bytes&processInstanceId=${ids[0]}`)
    ).body;
    expect(historic).toMatchObject({ name: 'bytes', value: null });
    expect(await idsOf(`/variable-instance?variableScopeIdIn=${ids[0]}`)).toHaveLength(3);
  });

  it('when instances are sought by their activities, then finished ones were executed and running ones are there', async () => {
    const find = (filter: string) => idsOf(`/history/process-instance?${filter}`);
    expect(await find('executedActivityIdIn=decide')).toEqual([]);
    expect(await find('executedActivityIdIn=start')).toHaveLength(3);
    expect(await find('activityIdIn=decide')).toHaveLength(3);
    expect(await find('withJobsRetrying=true')).toEqual([]);
    expect(await find('executedJobAfter=2026-11-24T08:00:00.000%2B0000')).toEqual([]);
  });

  it.each([
    ['lock', { workerId: 'w' }, 400, 'lockDuration is not greater than 0'],
    ['lock', { lockDuration: 5 }, 500, 'workerId is null'],
    ['extendLock', { workerId: 'w', newDuration: 0 }, 400, 'lockTime is not greater than 0'],
    ['extendLock', {}, 400, 'lockTime is not greater than 0'],
  ])(
    'when an external task is given %s %j, then the value is refused before the task is looked for',
    async (verb, body, status, message) => {
      expect(await server.call('POST', `/external-task/none/${verb}`, body)).toMatchObject({
        status,
        body: { message },
      });
    },
  );

  it.each([
    [{ retries: -1 }, 'The number of retries cannot be negative: retries is not greater than or equal to 0'],
    [{}, 'The number of retries cannot be null.'],
  ])('when retries are set to %j, then it is refused in the reference’s words', async (body, message) => {
    expect(await server.call('PUT', '/external-task/none/retries', body)).toMatchObject({
      status: 400,
      body: { message },
    });
    expect(await server.call('PUT', '/external-task/none/priority', {})).toMatchObject({ status: 400 });
  });

  it('when external tasks are filtered by process, then only its tasks are there', async () => {
    await server.call('POST', '/process-definition/key/work/start', { variables: { n: { value: 'x' } } });
    const find = (filter: string) => idsOf(`/external-task?${filter}`);
    expect(await find('processDefinitionKey=work')).toHaveLength(1);
    expect(await find('processDefinitionKeyIn=a,b')).toEqual([]);
    expect(await find('processVariables=n_eq_x')).toHaveLength(1);
    expect(await find('processVariables=n_eq_y')).toEqual([]);
  });

  it.each([
    [{ sortBy: 'colour', sortOrder: 'asc' }, 'Cannot set query sortBy parameter to value colour'],
    [{ sortBy: 'createTime', sortOrder: 'up' }, 'Cannot set query sortOrder parameter to value up'],
  ])('when a poll is sorted by %j, then it is refused', async (order, message) => {
    const body = { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'topic', lockDuration: 1000 }], sorting: [order] };
    expect(await server.call('POST', '/external-task/fetchAndLock', body)).toMatchObject({
      status: 400,
      body: { message },
    });
  });

  it('when a variable condition lacks a part, then its parameter is named', async () => {
    expect(await server.call('GET', '/process-instance?variables=bad')).toMatchObject({
      status: 400,
      body: {
        message:
          "Cannot set query parameter 'variables' to value 'bad': variable query parameter has to have format KEY_OPERATOR_VALUE.",
      },
    });
  });

  it('when variables are written, then history tells which the instance began with, which are of a task, and from where', async () => {
    const { body } = await server.call('POST', '/process-definition/key/person/start', {
      variables: { n: { value: 1 } },
    });
    const id = await taskOf(body.id);
    await server.call('PUT', `/task/${id}/localVariables/own`, { value: 1 });
    expect((await server.call('GET', `/task/${id}`)).body).toMatchObject({ taskState: 'Updated' });
    await server.call('PUT', `/task/${id}/variables/n`, { value: 2 });
    const [open] = (await server.call('GET', `/history/activity-instance?processInstanceId=${body.id}&unfinished=true`))
      .body;
    expect(open).toMatchObject({ activityId: 'decide', taskId: id, assignee: null });
    await server.call('POST', `/task/${id}/claim`, { userId: 'anna' });
    await server.call('POST', `/task/${id}/complete`, {});
    const rows = (await server.call('GET', `/history/detail?processInstanceId=${body.id}`)).body;
    const told = rows.map((row: Record<string, unknown>) =>
      [
        row['variableName'],
        row['revision'],
        row['initial'],
        row['taskId'] === id,
        row['activityInstanceId'] === body.id,
      ].join(),
    );
    expect(told.sort()).toEqual(['n,0,true,false,true', 'n,1,false,false,false', 'own,0,false,true,false']);
    const [done] = (
      await server.call('GET', `/history/activity-instance?processInstanceId=${body.id}&activityId=decide`)
    ).body;
    expect(done).toMatchObject({ taskId: id, assignee: 'anna' });
    const [own] = (await server.call('GET', `/history/variable-instance?taskIdIn=${id}`)).body;
    expect(own).toMatchObject({ name: 'own', taskId: id });
  });

  it('when variables are passed and answered, then a source goes before an expression, and the answer is the instance as it went on', async () => {
    const io =
      '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="inner">1</camunda:inputParameter>' +
      '<camunda:outputParameter name="outer">${inner}</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements>';
    const pass =
      '<camunda:in source="n" sourceExpression="${n + 1}" target="n" /><camunda:out source="outer" target="back" />';
    const child = process(
      'child',
      `<bpmn:startEvent id="start" /><bpmn:userTask id="ask">${io}</bpmn:userTask>${flows('start>ask')}`,
    );
    const caller = process(
      'caller',
      `<bpmn:startEvent id="start" /><bpmn:callActivity id="call" calledElement="child"><bpmn:extensionElements>${pass}</bpmn:extensionElements></bpmn:callActivity>${flows('start>call')}`,
    );
    await server.deploy({ 'child.bpmn': child, 'caller.bpmn': caller });
    const { body } = await server.call('POST', '/process-definition/key/caller/start', {
      variables: { n: { value: 5 } },
    });
    const [called] = await idsOf(`/process-instance?superProcessInstance=${body.id}`);
    const answer = await server.call('POST', `/task/${await taskOf(called)}/complete`, { withVariablesInReturn: true });
    expect(Object.keys(answer.body).sort()).toEqual(['n', 'outer']);
    expect(answer.body.n.value).toBe(5);
  });

  it('when an external task fails, then its log tells the tries before, and its incident the log', async () => {
    await server.call('POST', '/process-definition/key/work/start', { businessKey: 'failing' });
    const fetch = {
      workerId: 'w',
      maxTasks: 1,
      topics: [{ topicName: 'topic', lockDuration: 1000, businessKey: 'failing' }],
    };
    const [{ id }] = (await server.call('POST', '/external-task/fetchAndLock', fetch)).body;
    for (const retries of [1, 0]) {
      const failure = { workerId: 'w', errorMessage: 'm', retries, retryTimeout: 0 };
      expect((await server.call('POST', `/external-task/${id}/failure`, failure)).status).toBe(204);
      server.clock.advanceBy(1000);
    }
    const logs = (
      await server.call(
        'GET',
        `/history/external-task-log?externalTaskId=${id}&failureLog=true&sortBy=timestamp&sortOrder=asc`,
      )
    ).body;
    expect(logs.map(({ retries }: { retries: number | null }) => retries)).toEqual([null, 1]);
    const [incident] = (await server.call('GET', `/history/incident?configuration=${id}`)).body;
    expect(incident.historyConfiguration).toBe(logs[1].id);
    expect(await idsOf(`/history/incident?historyConfiguration=${logs[1].id}`)).toEqual([incident.id]);
    expect(await idsOf('/history/incident?historyConfiguration=nope')).toEqual([]);
  });

  it('when a message names a tenant and none, or a value that does not fit, then it is refused', async () => {
    const send = (body: object) => server.call('POST', '/message', { messageName: 'Go', ...body });
    expect(await send({ tenantId: 'a', withoutTenantId: true })).toMatchObject({ status: 400 });
    const { body } = await send({ processVariables: { n: { value: 'x', type: 'Integer' } } });
    expect(body.message).toMatch(/^Cannot deliver message: Cannot convert value 'x'/);
  });
});
