import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { batchDriver } from './batch-driver.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const FAILING = diagram('failing', 'start --> x --> end\nx: userTask output.o=${nowhere}');

describe('given an instance whose output mapping fails', () => {
  let server: ServerUnderTest;
  let deploymentId: string;
  beforeAll(async () => {
    server = await startServer();
    deploymentId = (await server.deploy({ 'failing.bpmn': FAILING })).body.id;
  });
  afterAll(() => server.remove());

  const started = async () => (await server.call('POST', '/process-definition/key/failing/start', {})).body.id;
  const state = async (id: string) => (await server.call('GET', `/history/process-instance/${id}`)).body.state;

  it('when it is deleted, then the answer is 500 with the reason and it stays; without its mappings it goes', async () => {
    const id = await started();
    expect(await server.call('DELETE', `/process-instance/${id}?skipCustomListeners=true`)).toMatchObject({
      status: 500,
      body: { message: expect.stringContaining("Cannot resolve identifier 'nowhere'") },
    });
    expect(await state(id)).toBe('ACTIVE');
    expect((await server.call('DELETE', `/process-instance/${id}?skipIoMappings=true`)).status).toBe(204);
    expect(await state(id)).toBe('EXTERNALLY_TERMINATED');
  });

  it('when a batch deletes it without its mappings, then it goes', async () => {
    const id = await started();
    const { body: batch } = await server.call('POST', '/process-instance/delete', {
      processInstanceIds: [id],
      skipIoMappings: true,
    });
    await batchDriver(() => server).finish(batch);
    expect(await state(id)).toBe('EXTERNALLY_TERMINATED');
  });

  it('when its deployment is deleted, then by the same rule', async () => {
    await started();
    const path = `/deployment/${deploymentId}?cascade=true`;
    expect((await server.call('DELETE', path)).status).toBe(500);
    expect((await server.call('DELETE', `${path}&skipIoMappings=true`)).status).toBe(204);
  });
});

describe('given instances that others called', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({
      'low.bpmn': diagram('low', 'start --> t --> end'),
      'mid.bpmn': diagram('mid', 'start --> call --> end\ncall: callActivity call=low'),
      'top.bpmn': diagram('top', 'start --> call --> end\ncall: callActivity call=mid'),
      'forked.bpmn': diagram(
        'forked',
        'start --> fork\nfork: parallelGateway\nfork --> own\nfork --> call --> after\ncall: callActivity call=low',
      ),
      'many.bpmn': diagram('many', 'start --> call --> after --> end\ncall: callActivity call=low loop=3'),
    });
  });
  afterAll(() => server.remove());

  const get = async (path: string) => (await server.call('GET', path)).body;
  const start = async (key: string) =>
    (await server.call('POST', `/process-definition/key/${key}/start`, {})).body.id as string;
  const calledBy = async (id: string) => (await get(`/process-instance?superProcessInstance=${id}`))[0].id as string;
  const past = async (id: string) => {
    const { state, superProcessInstanceId, deleteReason } = await get(`/history/process-instance/${id}`);
    return `${state}${superProcessInstanceId === null ? '' : ' called'}${deleteReason === null ? '' : ` ${deleteReason}`}`;
  };

  it('when the caller is deleted without what it called, then that goes on by itself', async () => {
    const top = await start('top');
    const mid = await calledBy(top);
    const low = await calledBy(mid);
    expect(await server.call('DELETE', `/process-instance/${top}?skipSubprocesses=true`)).toMatchObject({
      status: 204,
    });
    expect([await past(top), await past(mid), await past(low)]).toEqual([
      'EXTERNALLY_TERMINATED',
      'ACTIVE called',
      'ACTIVE called',
    ]);
    await server.stop();
    server = await startServer({}, server.config.dataDir);
    const [task] = await get(`/task?processInstanceId=${low}`);
    expect(await server.call('POST', `/task/${task.id}/complete`, {})).toMatchObject({ status: 204 });
    expect([await past(mid), await past(low)]).toEqual(['COMPLETED called', 'COMPLETED called']);
  });

  it('when one in the middle is deleted by a batch without what it called, then its caller ends and that goes on', async () => {
    const top = await start('top');
    const mid = await calledBy(top);
    const low = await calledBy(mid);
    const order = { processInstanceIds: [mid], deleteReason: 'why', skipSubprocesses: true };
    await batchDriver(() => server).finish((await server.call('POST', '/process-instance/delete', order)).body);
    expect([await past(top), await past(mid), await past(low)]).toEqual([
      'EXTERNALLY_TERMINATED why',
      'EXTERNALLY_TERMINATED called why',
      'ACTIVE called',
    ]);
  });

  it('when it is deleted, then its caller ends only if nothing else is left in it', async () => {
    const top = await start('top');
    const low = await calledBy(await calledBy(top));
    await server.call('DELETE', `/process-instance/${low}`);
    expect(await past(top)).toBe('EXTERNALLY_TERMINATED');

    const forked = await start('forked');
    const called = await calledBy(forked);
    await server.call('DELETE', `/process-instance/${called}`);
    expect([await past(forked), await past(called)]).toEqual(['ACTIVE', 'EXTERNALLY_TERMINATED called']);
    expect(await get(`/task?processInstanceId=${forked}`)).toMatchObject([{ taskDefinitionKey: 'own' }]);
    const calls = await get(`/history/activity-instance?processInstanceId=${forked}&activityId=call`);
    expect(calls).toMatchObject([{ canceled: true }]);

    const many = await start('many');
    await server.call('DELETE', `/process-instance/${await calledBy(many)}`);
    expect(await get(`/process-instance?superProcessInstance=${many}`)).toHaveLength(2);
    for (const rest of await get(`/process-instance?superProcessInstance=${many}`)) {
      const [task] = await get(`/task?processInstanceId=${rest.id}`);
      await server.call('POST', `/task/${task.id}/complete`, {});
    }
    expect(await get(`/task?processInstanceId=${many}`)).toMatchObject([{ taskDefinitionKey: 'after' }]);
  });
});
