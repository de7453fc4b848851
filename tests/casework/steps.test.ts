import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineClient, httpEngine } from '../../server/casework/engine-client.ts';
import { readSteps } from '../../server/casework/engine-steps.ts';
import { definitions, flows } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';

const WORKER = 'tests';
const MATTER = definitions(
  '<bpmn:process id="matter" isExecutable="true"><bpmn:startEvent id="start" />' +
    '<bpmn:serviceTask id="route" camunda:type="external" camunda:topic="route" />' +
    '<bpmn:userTask id="confirm" name="Confirm" camunda:assignee="agent-1" /><bpmn:endEvent id="end" />' +
    `${flows('start>route', 'route>confirm', 'confirm>end')}</bpmn:process>`,
);

describe('given a petition whose worker is about to hand it to a person', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'matter.bpmn': MATTER });
    await server.call('POST', '/process-definition/key/matter/start', { businessKey: 'XF-1' });
  });
  afterAll(() => server.remove());

  it('when its steps are read again and again while the task opens, then it is never shown without its number', async () => {
    const engine = httpEngine(`${server.origin}/engine-rest`);
    for (let round = 2; round < 22; round += 1) {
      const key = `XF-${round}`;
      await server.call('POST', '/process-definition/key/matter/start', { businessKey: key });
      const opening = completeRoute(server, key);
      for (let isOpen = false; !isOpen; ) {
        const [step] = (await readSteps(engine, [key], Date.now())).get(key) ?? [];
        isOpen = step?.type === 'userTask';
        if (isOpen) expect(step).toMatchObject({ assignee: 'agent-1', taskId: expect.any(String) });
      }
      await opening;
    }
  });

  it('when the task opens between the two questions, then it is shown with its number and assignee', async () => {
    const engine = httpEngine(`${server.origin}/engine-rest`);
    const completing: EngineClient = {
      async request(method, path, body) {
        if (path.endsWith('/activity-instances')) await completeRoute(server, 'XF-1');
        return engine.request(method, path, body);
      },
    };
    const steps = (await readSteps(completing, ['XF-1'], Date.now())).get('XF-1');
    expect(steps).toMatchObject([
      { type: 'userTask', name: 'Confirm', assignee: 'agent-1', taskId: expect.any(String) },
    ]);
  });
});

async function completeRoute(server: ServerUnderTest, businessKey: string): Promise<void> {
  const topics = [{ topicName: 'route', lockDuration: 10_000, businessKey }];
  const { body } = await server.call('POST', '/external-task/fetchAndLock', { workerId: WORKER, maxTasks: 1, topics });
  if (body.length > 0) await server.call('POST', `/external-task/${body[0].id}/complete`, { workerId: WORKER });
}
