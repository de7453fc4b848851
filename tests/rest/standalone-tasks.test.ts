import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const NO_PROCESS = { processInstanceId: null, processDefinitionId: null, executionId: null };

describe('given tasks that belong to no process', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'person.bpmn': person('person') });
  });
  afterAll(() => server.remove());

  const create = (task: object) => server.call('POST', '/task/create', task);
  const get = async (path: string) => (await server.call('GET', path)).body;
  const history = async (id: string) => (await get(`/history/task?taskId=${id}`))[0];

  it('when one is written down, then it is listed as its own, and there is no instance', async () => {
    const due = '2026-12-01T00:00:00.000+0000';
    const task = { name: 'call', description: 'd', assignee: 'ann', owner: 'olga', priority: 7, due, followUp: due };
    expect(await create({ id: 'whole', ...task, delegationState: 'PENDING' })).toMatchObject({ status: 204 });
    expect(await create({})).toMatchObject({ status: 204 });
    const none = { ...NO_PROCESS, taskDefinitionKey: null, parentTaskId: null };
    expect(await get('/task/whole')).toMatchObject({
      ...task,
      ...none,
      delegationState: 'PENDING',
      taskState: 'Created',
    });
    expect(await get('/task?assignee=ann')).toMatchObject([{ id: 'whole', ...none }]);
    expect(await get('/task?unassigned=true')).toMatchObject([{ name: null, priority: 0, ...none }]);
    expect(await history('whole')).toMatchObject({
      ...none,
      processDefinitionKey: null,
      rootProcessInstanceId: null,
      activityInstanceId: null,
      endTime: null,
    });
    for (const list of ['/process-instance', '/execution', '/history/process-instance', '/history/activity-instance'])
      expect(await get(`${list}/count`), list).toEqual({ count: 0 });
  });

  it.each([
    ['an id that is taken', { id: 'taken' }, "there is or was a task with id 'taken'"],
    ['an id that was', { id: 'over' }, "there is or was a task with id 'over'"],
    ['an id that is too long', { id: 'x'.repeat(65) }, '1 to 64 characters'],
    ['a parent that is not there', { parentTaskId: 'nobody' }, "Parent task with id 'nobody' does not exist"],
    ['a state there is not', { delegationState: 'WRONG' }, 'delegationState'],
  ])('when it has %s, then it is refused', async (_name, task, reason) => {
    await create({ id: 'taken' });
    await create({ id: 'over' });
    await server.call('POST', '/task/over/complete', {});
    const answer = await create(task);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(reason);
  });

  it('when variables are written, then all are its own', async () => {
    await create({ id: 'vars' });
    await server.call('PUT', '/task/vars/variables/a', { value: 1 });
    await server.call('PUT', '/task/vars/localVariables/b', { value: 'x' });
    const both = { a: { value: 1 }, b: { value: 'x' } };
    for (const route of ['variables', 'localVariables', 'form-variables'])
      expect(await get(`/task/vars/${route}`), route).toMatchObject(both);
    const own = { ...NO_PROCESS, name: 'a', taskId: 'vars', activityInstanceId: null };
    expect(await get('/variable-instance?taskIdIn=vars&variableName=a')).toMatchObject([own]);
    expect(await get('/history/variable-instance?taskIdIn=vars&variableName=a')).toMatchObject([
      { ...own, rootProcessInstanceId: null },
    ]);
    const { name: _name, ...update } = own;
    expect(await get('/history/detail?taskId=vars&variableNameLike=a')).toMatchObject([
      { ...update, variableName: 'a', initial: false },
    ]);
    await server.call('DELETE', '/task/vars/localVariables/b');
    expect(await get('/task/vars/variables')).not.toHaveProperty('b');
  });

  it('when people work on it, then every verb does what it does with others', async () => {
    await create({ id: 'work', name: 'w' });
    expect(await get('/task/work/form')).toMatchObject({ key: null });
    await server.call('POST', '/task/work/claim', { userId: 'bob' });
    expect(await server.call('POST', '/task/work/claim', { userId: 'ann' })).toMatchObject({ status: 400 });
    await server.call('POST', '/task/work/delegate', { userId: 'carl' });
    expect(await get('/task/work')).toMatchObject({ assignee: 'carl', owner: 'bob', delegationState: 'PENDING' });
    await server.call('POST', '/task/work/resolve', { variables: { r: { value: 5 } } });
    expect(await get('/task/work')).toMatchObject({
      assignee: 'bob',
      delegationState: 'RESOLVED',
      taskState: 'Updated',
    });
    await server.call('POST', '/task/work/identity-links', { groupId: 'g', type: 'candidate' });
    expect(await get('/task?candidateGroup=g&includeAssignedTasks=true')).toMatchObject([{ id: 'work' }]);
    const logged = {
      taskId: 'work',
      processDefinitionId: null,
      processDefinitionKey: null,
      rootProcessInstanceId: null,
    };
    expect((await get('/history/identity-link-log?taskId=work')).at(-1)).toMatchObject(logged);
    await server.call('PUT', '/task/work', { name: 'changed', priority: 3 });
    expect(await history('work')).toMatchObject({ name: 'changed', priority: 3, assignee: null, endTime: null });
    const said = await server.call('POST', '/task/work/comment/create', { message: 'hi' });
    expect(said.body).toMatchObject({ taskId: 'work', processInstanceId: null, rootProcessInstanceId: null });
    const form = new FormData();
    form.set('url', 'http://example.org/');
    const attached = await server.send('POST', '/task/work/attachment/create', form);
    expect(attached.body).toMatchObject({ taskId: 'work', rootProcessInstanceId: null });
    const done = { variables: { z: { value: true } }, withVariablesInReturn: true };
    expect((await server.call('POST', '/task/work/complete', done)).body).toMatchObject({ z: { value: true } });
    expect(await server.call('GET', '/task/work')).toMatchObject({ status: 404 });
    expect(await history('work')).toMatchObject({ deleteReason: 'completed', taskState: 'Completed' });
    expect(await get('/task/work/comment')).toHaveLength(1);
    expect(await get('/variable-instance?taskIdIn=work')).toEqual([]);
    expect(await get('/history/variable-instance?taskIdIn=work')).toMatchObject([{ name: 'r' }, { name: 'z' }]);
  });

  it('when it is deleted, then history keeps it; a task of a process is not', async () => {
    await create({ id: 'gone' });
    expect(await server.call('DELETE', '/task/gone')).toMatchObject({ status: 204 });
    expect(await server.call('DELETE', '/task/gone')).toMatchObject({ status: 204 });
    expect(await server.call('GET', '/task/gone')).toMatchObject({ status: 404 });
    expect(await history('gone')).toMatchObject({ deleteReason: 'deleted', taskState: 'Deleted' });
    await server.call('POST', '/process-definition/key/person/start', {});
    const [{ id }] = await get('/task?processDefinitionKey=person');
    const refused = await server.call('DELETE', `/task/${id}`);
    expect(refused).toMatchObject({ status: 400, body: { type: 'ProcessEngineException' } });
    expect(refused.body.message).toContain('part of a running process');
  });

  it('when it has sub-tasks, then they are listed by it and end with it, also those of a task of a process', async () => {
    await create({ id: 'parent' });
    await create({ id: 'child', parentTaskId: 'parent' });
    await create({ id: 'grandchild', parentTaskId: 'child' });
    expect(await get('/task?parentTaskId=parent')).toMatchObject([{ id: 'child', parentTaskId: 'parent' }]);
    await server.call('POST', '/task/parent/complete', {});
    for (const id of ['child', 'grandchild']) {
      expect(await server.call('GET', `/task/${id}`), id).toMatchObject({ status: 404 });
      expect(await history(id), id).toMatchObject({ deleteReason: 'completed' });
    }
    expect(await get('/history/task?taskParentTaskId=parent')).toMatchObject([{ id: 'child' }]);

    const instance = (await server.call('POST', '/process-definition/key/person/start', {})).body.id;
    const [{ id: task }] = await get(`/task?processInstanceId=${instance}`);
    await create({ id: 'helps', parentTaskId: task });
    expect(await get('/task/helps')).toMatchObject({ ...NO_PROCESS, parentTaskId: task });
    expect(await get(`/task?processInstanceId=${instance}`)).toHaveLength(1);
    await server.call('POST', `/task/${task}/complete`, {});
    expect(await server.call('GET', '/task/helps')).toMatchObject({ status: 404 });
    expect((await get(`/history/process-instance/${instance}`)).state).toBe('COMPLETED');
  });

  it('when the server starts anew, then they are there and can be worked on', async () => {
    await create({ id: 'stays' });
    await create({ id: 'below', parentTaskId: 'stays' });
    await server.call('PUT', '/task/stays/variables/a', { value: 1 });
    await server.stop();
    server = await startServer({}, server.config.dataDir);
    expect(await get('/task/stays/variables')).toMatchObject({ a: { value: 1 } });
    expect(await server.call('POST', '/task/stays/complete', {})).toMatchObject({ status: 204 });
    for (const id of ['stays', 'below']) expect(await history(id), id).toMatchObject({ deleteReason: 'completed' });
  });
});
