import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { batchDriver } from './batch-driver.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const DRAWING = `start --> a --> sub --> end
  sub: subProcess {
    s --> x --> y --> e
  }`;

describe('given a running instance', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'moved.bpmn': diagram('moved', DRAWING) });
  });
  afterAll(async () => {
    await server.stop();
    await server.remove();
  });

  const start = async (body: object = {}): Promise<string> =>
    (await server.call('POST', '/process-definition/key/moved/start', body)).body.id;
  const modify = (id: string, ...instructions: object[]) =>
    server.call('POST', `/process-instance/${id}/modification`, { instructions });
  const waiting = async (id: string) => {
    const { body } = await server.call('GET', `/task?processInstanceId=${id}`);
    return body.map((task: { taskDefinitionKey: string }) => task.taskDefinitionKey).sort();
  };

  it('when tokens are moved, then the tasks are where the tokens are', async () => {
    const id = await start();
    const answer = await modify(
      id,
      { type: 'startBeforeActivity', activityId: 'y', variables: { v: { value: 1 }, l: { value: 2, local: true } } },
      { type: 'cancel', activityId: 'a' },
    );
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(await waiting(id)).toEqual(['y']);
    const { body } = await server.call(
      'GET',
      `/variable-instance?processInstanceIdIn=${id}&sortBy=variableName&sortOrder=asc`,
    );
    expect(body).toMatchObject([
      { name: 'l', value: 2 },
      { name: 'v', value: 1, activityInstanceId: id },
    ]);
    expect(body[0].activityInstanceId).toMatch(/^sub:/);
  });

  it('when an instruction is wrong, then it is named and nothing happens', async () => {
    const id = await start();
    const cases: [object, number, string, string][] = [
      [
        { type: 'startBeforeActivity', activityId: 'zz' },
        400,
        'NotValidException',
        "Element 'zz' does not exist in process",
      ],
      [{ type: 'cancel', activityInstanceId: 'zz' }, 400, 'NotValidException', "Activity instance 'zz' does not exist"],
      [
        { type: 'startAfterActivity', activityId: 'end' },
        400,
        'ProcessEngineException',
        'Cannot start after activity end',
      ],
      [{ type: 'startTransition' }, 400, 'InvalidRequestException', "'transitionId' must be set"],
      [{ type: 'cancel' }, 400, 'InvalidRequestException', 'exactly one'],
      [{ activityId: 'x' }, 400, 'InvalidRequestException', 'type is missing'],
      [{ type: 'jump', activityId: 'x' }, 400, 'InvalidRequestException', 'jump'],
      [
        { type: 'startBeforeActivity', activityId: 'x', variables: { n: { value: 'abc', type: 'Integer' } } },
        400,
        'InvalidRequestException',
        "Cannot convert value 'abc'",
      ],
    ];
    for (const [wrong, status, type, message] of cases) {
      const answer = await modify(id, { type: 'startBeforeActivity', activityId: 'y' }, wrong);
      expect(answer).toMatchObject({ status, body: { type } });
      expect(answer.body.message).toContain(message);
    }
    expect(await waiting(id)).toEqual(['a']);
    expect(await modify('gone', { type: 'cancel', activityId: 'a' })).toMatchObject({ status: 404 });
  });

  it('when its last token is taken, then it is over, terminated from outside', async () => {
    const id = await start();
    expect(await modify(id, { type: 'cancel', activityId: 'a' })).toMatchObject({ status: 204 });
    expect(await server.call('GET', `/history/process-instance/${id}`)).toMatchObject({
      status: 200,
      body: { state: 'EXTERNALLY_TERMINATED' },
    });
  });

  it('when it starts by instructions, then it starts there', async () => {
    const id = await start({ startInstructions: [{ type: 'startBeforeActivity', activityId: 'x' }] });
    expect(await waiting(id)).toEqual(['x']);
    expect((await server.call('GET', `/history/process-instance/${id}`)).body.startActivityId).toBe('x');
    const answer = await server.call('POST', '/process-definition/key/moved/start', {
      startInstructions: [{ type: 'startBeforeActivity', activityId: 'zz' }],
    });
    expect(answer).toMatchObject({ status: 400 });
  });

  it('when many are moved at once, then all are, or none', async () => {
    const ids = [await start(), await start()];
    const { body: definition } = await server.call('GET', '/process-definition/key/moved');
    const instructions = [
      { type: 'cancel', activityId: 'a' },
      { type: 'startBeforeActivity', activityId: 'x' },
    ];
    const request = { processDefinitionId: definition.id, processInstanceIds: ids, instructions };
    const refused = await server.call('POST', '/modification/execute', {
      ...request,
      processInstanceIds: [...ids, 'gone'],
    });
    expect(refused).toMatchObject({ status: 404, body: { type: 'ProcessEngineException' } });
    expect(await waiting(ids[0]!)).toEqual(['a']);
    expect(await server.call('POST', '/modification/execute', request)).toMatchObject({ status: 204 });
    for (const id of ids) expect(await waiting(id)).toEqual(['x']);
    for (const [wrong, message] of [
      [{ processDefinitionId: undefined }, 'processDefinitionId is null'],
      [{ processDefinitionId: 'zz' }, "no deployed process definition found with id 'zz'"],
      [{ instructions: [] }, 'Modification instructions cannot be empty'],
      [{ processInstanceIds: [] }, 'Process instance ids cannot be empty'],
      [{ instructions: [{ type: 'cancel', activityInstanceId: 'a' }] }, "'activityId' must be set"],
    ] as const) {
      const answer = await server.call('POST', '/modification/execute', { ...request, ...wrong });
      expect(answer).toMatchObject({ status: 400, body: { type: 'InvalidRequestException' } });
      expect(answer.body.message).toContain(message);
    }
  });

  it('when they are moved by a batch, then each is moved by its job', async () => {
    const { finish } = batchDriver(() => server);
    const ids = [await start({ businessKey: 'later' }), await start({ businessKey: 'later' })];
    const { body: definition } = await server.call('GET', '/process-definition/key/moved');
    const { body: batch } = await server.call('POST', '/modification/executeAsync', {
      processDefinitionId: definition.id,
      processInstanceQuery: { businessKey: 'later' },
      instructions: [{ type: 'startBeforeActivity', activityId: 'y', variables: { v: { value: 1 } } }],
    });
    expect(batch).toMatchObject({ type: 'instance-modification', totalJobs: 2 });
    await finish(batch);
    for (const id of ids) expect(await waiting(id)).toEqual(['a', 'y']);
    const again = await server.call('POST', `/process-instance/${ids[0]}/modification-async`, {
      instructions: [{ type: 'cancel', activityId: 'a' }],
    });
    expect(again).toMatchObject({ status: 200, body: { type: 'instance-modification', totalJobs: 1 } });
    await finish(again.body);
    expect(await waiting(ids[0]!)).toEqual(['y']);
  });
});
