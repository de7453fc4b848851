import { Client, File, type Task, type TaskService, Variables } from 'camunda-external-task-client-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flows, process, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** The unmodified worker client against the listening server. */
describe('given the worker client of the Camunda 7 line', () => {
  let server: ServerUnderTest;
  let client: Client;

  beforeEach(async () => {
    server = await startServer({ CLOCK: 'system' });
    client = new Client({
      baseUrl: `${server.origin}/engine-rest`,
      workerId: 'js-worker',
      interval: 10,
      asyncResponseTimeout: 2000,
      lockDuration: 5000,
    });
  });
  afterEach(async () => {
    client.stop();
    await server.remove();
  });

  /** The next task of a topic, with what its handler did. */
  const handled = (
    topic: string,
    handler: (args: { task: Task; taskService: TaskService }) => Promise<void>,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      client.subscribe(topic, (args) => handler(args).then(resolve, reject));
    });

  const start = async (key: string, variables: object = {}): Promise<string> =>
    (await server.call('POST', `/process-definition/key/${key}/start`, { variables })).body.id;

  it('when a task appears while it waits, then it gets it at once and completes it with every type', async () => {
    await server.deploy({
      'types.bpmn': process(
        'types',
        '<bpmn:startEvent id="start" /><bpmn:serviceTask id="work" camunda:type="external" camunda:topic="types" />' +
          `<bpmn:userTask id="after" /><bpmn:endEvent id="end" />${flows('start>work', 'work>after', 'after>end')}`,
      ),
    });
    let done: Promise<void> | undefined;
    const seen = new Promise<void>((resolve) => {
      done = handled('types', async ({ task, taskService }) => {
        resolve();
        expect(task.variables.getAll()).toEqual({ given: 7 });
        const variables = new Variables();
        variables.setAll({ a: 1, b: 12345678901, c: 1.5, d: true, e: 'text', f: null, g: { nested: [1, 2] } });
        variables.set('h', new Date('2026-11-24T08:00:00.000Z'));
        variables.setTransient('tr', 'gone');
        const file = new File({ localPath: new URL('./models.ts', import.meta.url).pathname, mimetype: 'text/plain' });
        variables.set('file', await file.load());
        const local = new Variables();
        local.set('loc', 1);
        await taskService.complete(task, variables, local);
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const startedAt = performance.now();
    const id = await start('types', { given: { value: 7 } });
    await seen;
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await done;
    const { body } = await server.call('GET', `/process-instance/${id}/variables`);
    expect(body).toMatchObject({
      a: { type: 'Integer', value: 1 },
      b: { type: 'Long', value: 12345678901 },
      c: { type: 'Double', value: 1.5 },
      d: { type: 'Boolean', value: true },
      e: { type: 'String', value: 'text' },
      f: { type: 'Null', value: null },
      g: { type: 'Json', value: '{"nested":[1,2]}' },
      h: { type: 'Date', value: '2026-11-24T08:00:00.000+0000' },
      file: { type: 'File', value: null, valueInfo: { filename: 'models.ts', mimeType: 'text/plain' } },
    });
    expect(body).not.toHaveProperty('tr');
    expect(body).not.toHaveProperty('loc');
  });

  it('when a variable is a file, then the client can load it', async () => {
    await server.deploy({ 'file.bpmn': work('file', 'file') });
    const content = handled('file', async ({ task, taskService }) => {
      const file = await (task.variables.get('letter') as File).load();
      expect(file.content.toString()).toBe('hello');
      await taskService.complete(task);
    });
    const letter = { type: 'File', value: 'aGVsbG8=', valueInfo: { filename: 'h.txt', mimeType: 'text/plain' } };
    await start('file', { letter });
    await content;
  });

  it('when it fails a task once, then it gets it again and can complete it', async () => {
    await server.deploy({ 'retry.bpmn': work('retry', 'retry') });
    const tries: (number | null)[] = [];
    const done = new Promise<void>((resolve, reject) => {
      client.subscribe('retry', async ({ task, taskService }) => {
        tries.push(task.retries);
        try {
          if (task.retries !== null) {
            expect(task.errorMessage).toBe('first time');
            await taskService.complete(task);
            resolve();
            return;
          }
          await taskService.handleFailure(task, {
            errorMessage: 'first time',
            errorDetails: 'stack',
            retries: 2,
            retryTimeout: 0,
          });
        } catch (error) {
          reject(error);
        }
      });
    });
    const id = await start('retry');
    await done;
    expect(tries).toEqual([null, 2]);
    expect((await server.call('GET', `/history/process-instance/${id}`)).body.state).toBe('COMPLETED');
  });

  it('when it throws a BPMN error, then the diagram catches it', async () => {
    await server.deploy({
      'outcome.bpmn': process(
        'outcome',
        '<bpmn:startEvent id="start" /><bpmn:serviceTask id="work" camunda:type="external" camunda:topic="outcome" />' +
          '<bpmn:boundaryEvent id="caught" attachedToRef="work"><bpmn:errorEventDefinition id="any" camunda:errorCodeVariable="code" /></bpmn:boundaryEvent>' +
          `<bpmn:userTask id="repair" /><bpmn:endEvent id="end" />${flows('start>work', 'work>end', 'caught>repair', 'repair>end')}`,
      ),
    });
    const done = handled('outcome', async ({ task, taskService }) => {
      const variables = new Variables();
      variables.set('why', 'no permit');
      await taskService.handleBpmnError(task, 'notResponsible', 'another office', variables);
    });
    const id = await start('outcome');
    await done;
    expect((await server.call('GET', `/task?processInstanceId=${id}`)).body).toMatchObject([
      { taskDefinitionKey: 'repair' },
    ]);
    expect((await server.call('GET', `/process-instance/${id}/variables/code`)).body.value).toBe('notResponsible');
  });

  it('when it extends, locks and unlocks, then the lock follows', async () => {
    await server.deploy({ 'lock.bpmn': work('lock', 'lock') });
    await start('lock');
    const topics = [{ topicName: 'lock', lockDuration: 5000 }];
    const [{ id }] = (
      await server.call('POST', '/external-task/fetchAndLock', { workerId: 'js-worker', maxTasks: 1, topics })
    ).body;
    const lockOf = async () => (await server.call('GET', `/external-task/${id}`)).body;
    await client.taskService.extendLock(id, 60_000);
    expect(await lockOf()).toMatchObject({ lockExpirationTime: '2026-11-24T08:01:00.000+0000' });
    await client.taskService.unlock(id);
    expect(await lockOf()).toMatchObject({ workerId: null, lockExpirationTime: null });
    await client.taskService.lock(id, 7000);
    expect(await lockOf()).toMatchObject({ workerId: 'js-worker', lockExpirationTime: '2026-11-24T08:00:07.000+0000' });
    await client.taskService.complete(id);
    await expect(client.taskService.complete(id)).rejects.toThrow(`External task with id ${id} does not exist`);
  });
});
