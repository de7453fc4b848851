import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const MODEL = process(
  'people',
  '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" />' +
    '<bpmn:userTask id="a" camunda:assignee="ann" camunda:candidateUsers="u1,u2" camunda:candidateGroups="g1">' +
    '<bpmn:extensionElements><camunda:taskListener event="update"><camunda:script scriptFormat="javascript">' +
    'task.deleteCandidateUser("u2"); task.addUserIdentityLink("kim", "reader"); execution.setVariables({ seen: true })' +
    '</camunda:script></camunda:taskListener></bpmn:extensionElements></bpmn:userTask>' +
    '<bpmn:userTask id="b" camunda:candidateUsers="u1,u2" /><bpmn:userTask id="c" camunda:candidateGroups="g1,g2" /><bpmn:userTask id="d" />' +
    flows('start>fork', 'fork>a', 'fork>b', 'fork>c', 'fork>d'),
);

describe('given tasks that several people have to do with', () => {
  let server: ServerUnderTest;
  let task: string;
  beforeAll(async () => {
    server = await startServer({ OPERATION_USER: 'basic' });
    await server.deploy({ 'people.bpmn': MODEL });
    await server.call('POST', '/process-definition/key/people/start', {});
    task = (await server.call('GET', '/task?taskDefinitionKey=a')).body[0].id;
  });
  afterAll(() => server.remove());

  let told = 0;
  /** What the log has got since the last look, in the order in which it came. */
  const news = async () => {
    const { body } = await server.call('GET', `/history/identity-link-log?taskId=${task}&sortBy=time&sortOrder=asc`);
    const fresh = body.slice(told);
    told = body.length;
    return fresh
      .map((row: Record<string, string>) => `${row['operationType']} ${row['type']} ${row['userId'] ?? row['groupId']}`)
      .sort();
  };

  it('when a task begins, then the log names everybody whom it names', async () => {
    expect(await news()).toEqual(['add assignee ann', 'add candidate g1', 'add candidate u1', 'add candidate u2']);
    const [row] = (await server.call('GET', `/history/identity-link-log?taskId=${task}&groupId=g1`)).body;
    const { processInstanceId } = (await server.call('GET', `/task/${task}`)).body;
    expect(row).toMatchObject({
      rootProcessInstanceId: processInstanceId,
      processDefinitionKey: 'people',
      assignerId: null,
      tenantId: null,
    });
  });

  it('when it passes into other hands, also by its own listeners, then each change is told with who made it', async () => {
    server.clock.advanceBy(1000);
    const response = await fetch(`${server.origin}/engine-rest/task/${task}/delegate`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('boss:x')}`, 'content-type': 'application/json' },
      body: '{"userId":"cid"}',
    });
    expect(response.status).toBe(204);
    expect(await news()).toEqual([
      'add assignee cid',
      'add owner ann',
      'add reader kim',
      'delete assignee ann',
      'delete candidate u2',
    ]);
    const [row] = (await server.call('GET', `/history/identity-link-log?taskId=${task}&userId=cid`)).body;
    expect(row.assignerId).toBe('boss');
    server.clock.advanceBy(1000);
    await server.call('POST', `/task/${task}/identity-links/delete`, { groupId: 'g1', type: 'candidate' });
    expect(await news()).toEqual(['delete candidate g1']);
    const { processInstanceId } = (await server.call('GET', `/task/${task}`)).body;
    expect((await server.call('GET', `/process-instance/${processInstanceId}/variables/seen`)).body.value).toBe(true);
  });

  it('when groups are counted, then each has the tasks that nobody has taken', async () => {
    expect((await server.call('GET', '/task/report/candidate-group-count')).body).toEqual([
      { groupName: null, taskCount: 2 },
      { groupName: 'g1', taskCount: 1 },
      { groupName: 'g2', taskCount: 1 },
    ]);
  });

  it('when it is done, then nothing is told, and its history is found by who had to do with it', async () => {
    await server.call('POST', `/task/${task}/complete`, {});
    expect(await news()).toEqual([]);
    const found = async (filter: string) =>
      (await server.call('GET', `/history/task/count?taskDefinitionKey=a&${filter}`)).body.count;
    for (const user of ['ann', 'cid', 'u1', 'u2', 'kim']) expect(await found(`taskInvolvedUser=${user}`)).toBe(1);
    expect(await found('taskInvolvedUser=nobody')).toBe(0);
    expect(await found('taskHadCandidateUser=u2')).toBe(1);
    expect(await found('taskHadCandidateUser=ann')).toBe(0);
    expect(await found('taskHadCandidateGroup=g1')).toBe(1);
    expect(await found('withCandidateGroups=true')).toBe(1);
    expect(await found('withoutCandidateGroups=true')).toBe(0);
    expect((await server.call('GET', '/history/task/count?withoutCandidateGroups=true')).body.count).toBe(2);
  });

  it('when a filter is an expression, then it is refused, wherever it stands', async () => {
    const refused = {
      status: 400,
      body: {
        type: 'BadUserRequestException',
        message: expect.stringContaining('Expressions are forbidden in adhoc queries'),
      },
    };
    expect(await server.call('GET', '/task?assigneeExpression=x')).toMatchObject(refused);
    expect(await server.call('POST', '/task/count', { orQueries: [{ dueBeforeExpression: 'x' }] })).toMatchObject(
      refused,
    );
  });

  it('when a task of a process is to be deleted, then it is refused; one that is not there is none to delete', async () => {
    const [{ id }] = (await server.call('GET', '/task')).body;
    expect(await server.call('DELETE', `/task/${id}`)).toMatchObject({
      status: 400,
      body: { message: 'The task cannot be deleted because is part of a running process' },
    });
    expect((await server.call('DELETE', '/task/nowhere')).status).toBe(204);
  });
});
