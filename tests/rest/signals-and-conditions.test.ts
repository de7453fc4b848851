import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const task = (id: string) => `<bpmn:userTask id="${id}" />`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
const signal = '<bpmn:signalEventDefinition signalRef="alarm" />';
const process = (key: string, body: string) =>
  `<bpmn:process id="${key}" isExecutable="true" camunda:historyTimeToLive="30">${body}</bpmn:process>`;

const MODEL = definitions(
  '<bpmn:signal id="alarm" name="Alarm" /><bpmn:message id="all" name="Call" />' +
    process(
      'waits',
      `<bpmn:startEvent id="s1" /><bpmn:intermediateCatchEvent id="c1">${signal}</bpmn:intermediateCatchEvent>${task('heard')}${flow('s1', 'c1')}${flow('c1', 'heard')}`,
    ) +
    process('begins', `<bpmn:startEvent id="s2">${signal}</bpmn:startEvent>${task('began')}${flow('s2', 'began')}`) +
    process(
      'throws',
      `<bpmn:startEvent id="s3" />${task('before')}<bpmn:intermediateThrowEvent id="t3">${signal}</bpmn:intermediateThrowEvent>${task('thrown')}${flow('s3', 'before')}${flow('before', 't3')}${flow('t3', 'thrown')}`,
    ) +
    process(
      'called',
      `<bpmn:startEvent id="s4" /><bpmn:receiveTask id="c4" messageRef="all" />${task('answered')}${flow('s4', 'c4')}${flow('c4', 'answered')}`,
    ) +
    process(
      'conditional',
      `<bpmn:startEvent id="s5"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${'${level > 3}'}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>${task('raised')}${flow('s5', 'raised')}`,
    ),
);

describe('given processes that wait for a signal, a message or a condition', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    expect(await server.deploy({ 'model.bpmn': MODEL })).toMatchObject({ status: 200 });
  });
  afterAll(() => server.remove());

  const start = async (key: string): Promise<string> =>
    (await server.call('POST', `/process-definition/key/${key}/start`, {})).body.id;
  const tasks = async (key: string): Promise<string[]> =>
    (await server.call('GET', `/task?processDefinitionKey=${key}`)).body
      .map((one: { taskDefinitionKey: string }) => one.taskDefinitionKey)
      .sort();

  it('when an instance throws a signal, then other instances and start events hear it, but no suspended instance', async () => {
    await start('waits');
    await start('waits');
    const asleep = await start('waits');
    await server.call('PUT', `/process-instance/${asleep}/suspended`, { suspended: true });
    await start('throws');
    const [{ id }] = (await server.call('GET', '/task?taskDefinitionKey=before')).body;
    expect(await server.call('POST', `/task/${id}/complete`, {})).toMatchObject({ status: 204 });
    expect(await tasks('throws')).toEqual(['thrown']);
    expect(await tasks('waits')).toEqual(['heard', 'heard']);
    expect(await tasks('begins')).toEqual(['began']);
  });

  it('when a signal is sent, then whoever waits hears it and a start event begins another', async () => {
    await start('waits');
    await server.call('POST', '/signal', { name: 'Alarm', variables: { n: { value: 1 } } });
    expect(await tasks('waits')).toEqual(['heard', 'heard', 'heard']);
    expect(await tasks('begins')).toEqual(['began', 'began']);
    expect((await server.call('GET', '/variable-instance?variableName=n')).body).toHaveLength(2);
  });

  it('when a message is for all, then all who wait are woken and answered', async () => {
    await start('called');
    await start('called');
    const answer = await server.call('POST', '/message', { messageName: 'Call', all: true, resultEnabled: true });
    expect(answer.body).toHaveLength(2);
    expect(await tasks('called')).toEqual(['answered', 'answered']);
  });

  it('when conditions are evaluated, then those that hold start an instance, and only those', async () => {
    const ask = (body: object) => server.call('POST', '/condition', body);
    expect(await ask({ variables: { level: { value: 3 } } })).toMatchObject({ status: 200, body: [] });
    const raised = await ask({ variables: { level: { value: 4 } }, businessKey: 'b' });
    expect(raised.body).toMatchObject([{ businessKey: 'b', ended: false, definitionKey: 'conditional', links: [] }]);
    expect(await tasks('conditional')).toEqual(['raised']);
    const definitionId = raised.body[0].definitionId;
    expect((await ask({ processDefinitionId: definitionId, variables: { level: { value: 9 } } })).body).toHaveLength(1);
    expect((await ask({ processDefinitionId: 'absent' })).body.message).toContain("with id 'absent'");
    expect((await ask({ tenantId: 'a', withoutTenantId: true })).status).toBe(400);
  });

  it('when nothing waits for a condition, then the request is refused', async () => {
    const other = await startServer();
    try {
      const answer = await other.call('POST', '/condition', { variables: {} });
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('ENGINE-13043') } });
    } finally {
      await other.remove();
    }
  });
});
