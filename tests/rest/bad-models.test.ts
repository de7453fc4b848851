import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** Models that deploy and then cannot do what they say: nothing half done, the server lives, others go on. */
describe('given models that fail when they run', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  const deploy = async (key: string, body: string): Promise<void> => {
    expect(await server.deploy({ [`${key}.bpmn`]: process(key, body) }), key).toMatchObject({ status: 200 });
  };
  const start = (key: string) => server.call('POST', `/process-definition/key/${key}/start`, {});
  const instances = async () => (await server.call('GET', '/history/process-instance/count')).body.count;

  it.each([
    [
      'no-decision',
      '<bpmn:businessRuleTask id="do" camunda:decisionRef="absent" />',
      "no decision definition deployed with key 'absent'",
    ],
    ['no-process', '<bpmn:callActivity id="do" calledElement="absent" />', 'absent'],
    ['itself', '<bpmn:callActivity id="do" calledElement="itself" />', 'more than 100 processes call one another'],
    [
      'loop',
      '<bpmn:exclusiveGateway id="do" /><bpmn:exclusiveGateway id="again" /><bpmn:sequenceFlow id="l1" sourceRef="do" targetRef="again" /><bpmn:sequenceFlow id="l2" sourceRef="again" targetRef="do" />',
      'wait state',
    ],
  ])('when %s is started, then it is refused with the reason and leaves nothing', async (key, task, reason) => {
    await deploy(
      key,
      `<bpmn:startEvent id="start" />${task}${key === 'loop' ? flows('start>do') : `<bpmn:endEvent id="end" />${flows('start>do', 'do>end')}`}`,
    );
    const before = await instances();
    const answer = await start(key);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('RestException');
    expect(answer.body.message).toContain(`Cannot instantiate process definition ${key}:1:`);
    expect(answer.body.message).toContain(reason);
    expect(await instances()).toBe(before);
    expect(await server.call('GET', '/version')).toMatchObject({ status: 200 });
  });

  it('when a job fails, then a try is used up, and at none there is an incident that retries close', async () => {
    await deploy(
      'job',
      '<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="g" camunda:asyncBefore="true" /><bpmn:endEvent id="a" /><bpmn:endEvent id="b" />' +
        '<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="g" />' +
        ['a', 'b']
          .map(
            (end) =>
              `<bpmn:sequenceFlow id="to-${end}" sourceRef="g" targetRef="${end}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${'${ok}'}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
          )
          .join(''),
    );
    const { id } = (await start('job')).body;
    const jobs = async () => (await server.call('GET', `/job?processInstanceId=${id}`)).body;
    const [{ id: job, retries }] = await jobs();
    expect(retries).toBe(3);
    for (const left of [2, 1, 0]) {
      const failed = await server.call('POST', `/job/${job}/execute`, {});
      expect(failed.status).toBe(404);
      expect(failed.body.message).toContain('Unknown property used in expression');
      expect(await jobs()).toMatchObject([{ id: job, retries: left, exceptionMessage: failed.body.message }]);
    }
    const incidents = async () => (await server.call('GET', `/incident?processInstanceId=${id}`)).body;
    expect(await incidents()).toMatchObject([{ incidentType: 'failedJob', configuration: job, activityId: 'g' }]);
    expect((await server.call('GET', `/job/${job}/stacktrace`)).headers['content-type']).toContain('text/plain');
    await server.call('PUT', `/job/${job}/retries`, { retries: 1 });
    expect(await incidents()).toEqual([]);
    await server.call('PUT', `/process-instance/${id}/variables/ok`, { value: true });
    expect(await server.call('POST', `/job/${job}/execute`, {})).toMatchObject({ status: 204 });
    expect((await server.call('GET', `/history/process-instance/${id}`)).body.state).toBe('COMPLETED');
    const log = (await server.call('GET', `/history/job-log?jobId=${job}&failureLog=true`)).body;
    expect(log).toHaveLength(3);
  });
});
