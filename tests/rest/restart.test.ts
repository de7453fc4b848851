import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { batchDriver } from './batch-driver.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given instances that have ended', () => {
  let server: ServerUnderTest;
  let definitionId: string;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'again.bpmn': diagram('again', 'start --> a --> b --> end') });
    definitionId = (await server.call('GET', '/process-definition/key/again')).body.id;
  });
  afterAll(async () => {
    await server.stop();
    await server.remove();
  });

  const instructions = [{ type: 'startBeforeActivity', activityId: 'b' }];
  const restart = (body: object, verb = 'restart') =>
    server.call('POST', `/process-definition/${definitionId}/${verb}`, { instructions, ...body });

  /** Starts an instance with `v` 1, sets it to 2 and ends it. */
  const ended = async (businessKey: string): Promise<string> => {
    const { body } = await server.call('POST', `/process-definition/${definitionId}/start`, {
      businessKey,
      variables: { v: { value: 1, type: 'Integer' } },
    });
    server.clock.advanceBy(1000);
    await server.call('PUT', `/process-instance/${body.id}/variables/v`, { value: 2, type: 'Integer' });
    await server.call('DELETE', `/process-instance/${body.id}`);
    return body.id;
  };
  /** The running instance that was made of an ended one. */
  const restarted = async (old: string) => {
    const { body } = await server.call('GET', '/history/process-instance?unfinished=true');
    const { id, businessKey } = body.find(
      (one: { restartedProcessInstanceId: string }) => one.restartedProcessInstanceId === old,
    );
    const { body: variables } = await server.call('GET', `/process-instance/${id}/variables`);
    const { body: tasks } = await server.call('GET', `/task?processInstanceId=${id}`);
    return {
      businessKey,
      v: variables.v.value,
      at: tasks.map((task: { taskDefinitionKey: string }) => task.taskDefinitionKey),
    };
  };

  it('when one is restarted, then it starts where it is told, with its last variables and its business key', async () => {
    const id = await ended('key');
    expect(await restart({ processInstanceIds: [id] })).toMatchObject({ status: 204 });
    expect(await restarted(id)).toEqual({ businessKey: 'key', v: 2, at: ['b'] });
  });

  it('when it is asked for, then it starts with the variables it was started with, without a business key', async () => {
    const id = await ended('other');
    await restart({ processInstanceIds: [id], initialVariables: true, withoutBusinessKey: true });
    expect(await restarted(id)).toEqual({ businessKey: null, v: 1, at: ['b'] });
  });

  it('when they are restarted by a batch, then each is', async () => {
    const { finish } = batchDriver(() => server);
    const ids = [await ended('batch'), await ended('batch')];
    const { body: batch } = await restart(
      { historicProcessInstanceQuery: { processInstanceBusinessKey: 'batch' } },
      'restart-async',
    );
    expect(batch).toMatchObject({ type: 'instance-restart', totalJobs: 2 });
    await finish(batch);
    for (const id of ids) expect(await restarted(id)).toEqual({ businessKey: 'batch', v: 2, at: ['b'] });
  });

  it('when it cannot be, then that is told and none is started', async () => {
    const id = await ended('refused');
    const { body: running } = await server.call('POST', `/process-definition/${definitionId}/start`, {});
    const before = (await server.call('GET', '/process-instance/count')).body.count;
    for (const [body, message] of [
      [{ instructions: [] }, 'Restart instructions cannot be empty'],
      [{ processInstanceIds: [] }, 'processInstanceIds is empty'],
      [{ processInstanceIds: [id, 'gone'] }, 'Historic process instance cannot be found'],
      [{ processInstanceIds: [id, running.id] }, 'It is not completed or terminated'],
      [{ processInstanceIds: [id], instructions: [{ type: 'startBeforeActivity', activityId: 'zz' }] }, "Element 'zz'"],
    ] as const) {
      const answer = await restart(body);
      expect(answer).toMatchObject({ status: 400 });
      expect(answer.body.message).toContain(message);
    }
    expect((await server.call('GET', '/process-instance/count')).body.count).toBe(before);
  });
});
