import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER, person, process, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** What goes wrong is answered with the contract's status, type and words, and nothing half done. */
describe('given a server with a few processes', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    for (const files of [
      { 'order.bpmn': ORDER },
      { 'work.bpmn': work('work', 'topic-a'), 'person.bpmn': person('person') },
    ]) {
      expect(await server.deploy(files)).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => server.remove());

  const start = async (key: string): Promise<string> =>
    (await server.call('POST', `/process-definition/key/${key}/start`, {})).body.id;
  const lock = async (workerId: string, key = 'work'): Promise<string> => {
    await start(key);
    const topics = [{ topicName: 'topic-a', lockDuration: 10_000, processDefinitionKey: key }];
    const { body } = await server.call('POST', '/external-task/fetchAndLock', { workerId, maxTasks: 1, topics });
    return body[0].id;
  };

  it.each([
    ['GET', '/nowhere', 404, 'NotFoundException'],
    ['DELETE', '/version', 405, 'NotAllowedException'],
    ['GET', '/external-task/fetchAndLock/x/y', 404, 'NotFoundException'],
    ['PUT', '/process-definition/key/order/start', 405, 'NotAllowedException'],
  ] as const)('when %s %s is asked, then it is %i %s', async (method, path, status, type) => {
    expect(await server.call(method, path)).toMatchObject({ status, body: { type } });
  });

  it('when a body is no JSON, then it is refused with an empty message', async () => {
    const answer = await server.send(
      'POST',
      '/process-definition/key/order/start',
      '{"businessKey":',
      'application/json',
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { type: 'InvalidRequestException', message: '', code: null },
      headers: { 'content-type': 'application/json' },
    });
  });

  it('when a body has another media type, then it is 415', async () => {
    const answer = await server.send('POST', '/message', 'messageName=Go', 'application/x-www-form-urlencoded');
    expect(answer).toMatchObject({ status: 415, body: { type: 'NotSupportedException' } });
    expect(await server.send('POST', '/deployment/create', '{}', 'application/json')).toMatchObject({ status: 415 });
  });

  it.each([
    ['names no boundary', 'multipart/form-data', ''],
    ['is cut off', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="data"'],
    ['is empty', 'multipart/form-data; boundary=x', ''],
  ])('when a form %s, then it is 400 with words', async (_what, type, body) => {
    for (const path of ['/deployment/create', '/execution/none/localVariables/file/data']) {
      const answer = await server.send('POST', path, body, type);
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(/\S/) } });
    }
  });

  it('when a body has the wrong shape, then it is 400', async () => {
    expect(await server.call('POST', '/message', [])).toMatchObject({ status: 400 });
    expect(await server.call('POST', '/task', { processInstanceId: {} })).toMatchObject({ status: 400 });
  });

  it('when an unknown key is started, then it is 404 with the reference’s words', async () => {
    expect(await server.call('POST', '/process-definition/key/nope/start', {})).toMatchObject({
      status: 404,
      body: {
        type: 'RestException',
        message: 'No matching process definition with key: nope and no tenant-id',
        code: null,
      },
    });
  });

  it.each([
    [{ value: 1, type: 'INTEGER' }, "Unsupported value type 'INTEGER'"],
    [{ value: 'abc', type: 'Integer' }, 'Cannot convert value'],
    [{ value: 1.5, type: 'Integer' }, 'Cannot convert value'],
    [{ value: '2026-11-24T08:00:00.000Z', type: 'Date' }, 'Cannot convert value'],
    [{ value: { a: 1 }, type: 'Json' }, "Must provide 'null' or String value"],
    [{ value: 'aGVsbG8=', type: 'File' }, 'Cannot create file without valueInfo.'],
  ])('when a start has the variable %j, then nothing is started', async (variable, message) => {
    const answer = await server.call('POST', '/process-definition/key/order/start', {
      variables: { amount: variable },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
    expect(answer.body.message).toMatch(/^Cannot instantiate process definition order:1:/);
  });

  it('when an input mapping fails, then the start is 500 and nothing is kept', async () => {
    const before = (await server.call('GET', '/history/process-instance/count')).body;
    const answer = await server.call('POST', '/process-definition/key/order/start', {});
    expect(answer.status).toBe(500);
    expect(answer.body.type).toBe('RestException');
    expect(answer.body.message).toContain('amount');
    expect((await server.call('GET', '/history/process-instance/count')).body).toEqual(before);
  });

  it('when a worker is missing, then it is 500 as the reference answers', async () => {
    const id = await lock('w1');
    for (const verb of ['complete', 'failure', 'bpmnError', 'extendLock', 'lock']) {
      expect(await server.call('POST', `/external-task/${id}/${verb}`, { newDuration: 1000 }), verb).toMatchObject({
        status: 500,
        body: { type: 'NullValueException', message: 'workerId is null', code: 0 },
      });
    }
    expect(await server.call('POST', `/external-task/${id}/bpmnError`, { workerId: 'w1' })).toMatchObject({
      status: 500,
      body: { type: 'NullValueException', message: 'errorCode is null' },
    });
  });

  it('when another worker holds the task, then each verb refuses in its own words', async () => {
    const id = await lock('w1');
    const refusals: Record<string, [object, string]> = {
      complete: [{}, `External Task ${id} cannot be completed by worker 'w2'. It is locked by worker 'w1'.`],
      failure: [{}, `Failure of External Task ${id} cannot be reported by worker 'w2'. It is locked by worker 'w1'.`],
      bpmnError: [
        { errorCode: 'x' },
        `Bpmn error of External Task ${id} cannot be reported by worker 'w2'. It is locked by worker 'w1'.`,
      ],
      extendLock: [
        { newDuration: 1000 },
        `The lock of the External Task ${id} cannot be extended by worker 'w2''. It is locked by worker 'w1'.`,
      ],
      lock: [
        { lockDuration: 1000 },
        `External Task ${id} cannot be locked by worker 'w2'. It is locked by worker 'w1'.`,
      ],
    };
    for (const [verb, [body, message]] of Object.entries(refusals)) {
      const answer = await server.call('POST', `/external-task/${id}/${verb}`, { workerId: 'w2', ...body });
      expect(answer, verb).toMatchObject({ status: 400, body: { type: 'RestException', message, code: 0 } });
    }
  });

  it('when the task is unknown, then each verb is 404', async () => {
    for (const verb of ['complete', 'failure', 'bpmnError', 'extendLock', 'lock', 'unlock']) {
      const body = { workerId: 'w', errorCode: 'x', newDuration: 1, lockDuration: 1 };
      expect(await server.call('POST', `/external-task/nope/${verb}`, body), verb).toMatchObject({
        status: 404,
        body: { type: 'RestException', message: 'External task with id nope does not exist', code: 0 },
      });
    }
    expect(await server.call('GET', '/external-task/nope')).toMatchObject({
      status: 404,
      body: { type: 'RestException' },
    });
  });

  it.each([
    [{ maxTasks: 1, topics: [] }, 500, 'workerId is null'],
    [{ workerId: 'w', maxTasks: 1, topics: [{ topicName: 't' }] }, 500, 'lockTime is not greater than 0'],
    [{ workerId: 'w', maxTasks: -1, topics: [] }, 500, 'maxResults is not greater than or equal to 0'],
    [{ workerId: 'w', maxTasks: 1, topics: [], asyncResponseTimeout: 1_800_001 }, 400, '1800000'],
  ])('when fetching with %j, then it is %i', async (body, status, message) => {
    const answer = await server.call('POST', '/external-task/fetchAndLock', body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it('when a lock has expired, then it cannot be extended, but its worker can still complete', async () => {
    const id = await lock('late');
    server.clock.advanceBy(20_000);
    expect(
      await server.call('POST', `/external-task/${id}/extendLock`, { workerId: 'late', newDuration: 1000 }),
    ).toMatchObject({ status: 400, body: { message: expect.stringContaining('Cannot extend a lock that expired') } });
    expect(await server.call('POST', `/external-task/${id}/complete`, { workerId: 'late' })).toMatchObject({
      status: 204,
    });
  });

  it('when a task was unlocked, then completing it says that nobody holds it', async () => {
    const id = await lock('w1');
    expect(await server.call('POST', `/external-task/${id}/unlock`)).toMatchObject({ status: 204 });
    const answer = await server.call('POST', `/external-task/${id}/complete`, { workerId: 'w1' });
    expect(answer).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("It is locked by worker 'null'.") },
    });
  });

  it('when a definition is suspended, then it cannot be started', async () => {
    await server.call('PUT', '/process-definition/key/person/suspended', { suspended: true });
    const answer = await server.call('POST', '/process-definition/key/person/start', {});
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('ENGINE-03043');
    await server.call('PUT', '/process-definition/key/person/suspended', { suspended: false });
  });

  it('when a task is claimed by somebody else, then it is refused; by the same person it is fine', async () => {
    const instance = await start('person');
    const [{ id }] = (await server.call('GET', `/task?processInstanceId=${instance}`)).body;
    expect(await server.call('POST', `/task/${id}/claim`, { userId: 'anna' })).toMatchObject({ status: 204 });
    expect(await server.call('POST', `/task/${id}/claim`, { userId: 'anna' })).toMatchObject({ status: 204 });
    expect(await server.call('POST', `/task/${id}/claim`, { userId: 'bert' })).toMatchObject({
      status: 400,
      body: { type: 'TaskAlreadyClaimedException' },
    });
  });

  it.each([
    ['/process-instance/nope', 'Process instance with id nope does not exist'],
    ['/process-definition/nope', 'No matching definition with id nope'],
    ['/task/nope', 'No matching task with id nope'],
    ['/job/nope', 'Job with id nope does not exist'],
    ['/incident/nope', 'No matching incident with id nope'],
    ['/deployment/nope', "Deployment with id 'nope' does not exist"],
    ['/history/process-instance/nope', 'Historic process instance with id nope does not exist'],
    ['/execution/nope', 'Execution with id nope does not exist'],
  ])('when %s is read, then it is 404', async (path, message) => {
    expect(await server.call('GET', path)).toMatchObject({ status: 404, body: { message } });
  });

  it('when an unknown instance is deleted, then it is 404; with failIfNotExists=false it is fine', async () => {
    expect(await server.call('DELETE', '/process-instance/x')).toMatchObject({
      status: 404,
      body: { message: "No process instance found for id 'x': processInstance is null" },
    });
    expect(await server.call('DELETE', '/process-instance/x?failIfNotExists=false')).toMatchObject({ status: 204 });
  });

  it('when a text of 5 MB comes in, then it is stored and given back whole', async () => {
    const instance = await start('person');
    const text = '长'.repeat(1_700_000);
    const put = await server.call('PUT', `/process-instance/${instance}/variables/story`, {
      value: text,
      type: 'String',
    });
    expect(put.status).toBe(204);
    const { body } = await server.call('GET', `/process-instance/${instance}/variables/story`);
    expect(body.value === text).toBe(true);
  });

  it('when a body is beyond every measure, then it is 413', async () => {
    const answer = await server.send('POST', '/message', `{"x":"${'x'.repeat(33 * 1024 * 1024)}"}`, 'application/json');
    expect(answer).toMatchObject({ status: 413, body: { type: 'InvalidRequestException' } });
  });

  it('when a gateway has nowhere to go, then completing is 500 and the task is still there, locked', async () => {
    const gate = process(
      'gate',
      '<bpmn:startEvent id="start" /><bpmn:serviceTask id="work" camunda:type="external" camunda:topic="topic-a" />' +
        '<bpmn:exclusiveGateway id="g" /><bpmn:endEvent id="a" /><bpmn:endEvent id="b" />' +
        '<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="work" /><bpmn:sequenceFlow id="f1" sourceRef="work" targetRef="g" />' +
        '<bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${ok}</bpmn:conditionExpression></bpmn:sequenceFlow>' +
        '<bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="b"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${ok}</bpmn:conditionExpression></bpmn:sequenceFlow>',
    );
    expect(await server.deploy({ 'gate.bpmn': gate })).toMatchObject({ status: 200 });
    const id = await lock('w1', 'gate');
    expect(await server.call('POST', `/external-task/${id}/complete`, { workerId: 'w1' })).toMatchObject({
      status: 500,
      body: {
        type: 'ProcessEngineException',
        message: expect.stringContaining('Unknown property used in expression: ${ok}'),
        code: 0,
      },
    });
    const no = { workerId: 'w1', variables: { ok: { value: false } } };
    expect(await server.call('POST', `/external-task/${id}/complete`, no)).toMatchObject({
      status: 500,
      body: {
        message:
          "ENGINE-02004 No outgoing sequence flow for the element with id 'g' could be selected for continuing the process.",
      },
    });
    expect((await server.call('GET', `/external-task/${id}`)).body).toMatchObject({ workerId: 'w1' });
  });
});
