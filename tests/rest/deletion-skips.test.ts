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
