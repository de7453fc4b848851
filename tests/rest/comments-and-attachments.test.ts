import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { person } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given a task that people write about', () => {
  let server: ServerUnderTest;
  let task: string;
  let instance: string;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'person.bpmn': person('person') });
    instance = (await server.call('POST', '/process-definition/key/person/start', {})).body.id;
    task = (await server.call('GET', `/task?processInstanceId=${instance}`)).body[0].id;
  });
  afterAll(() => server.remove());

  const comments = async (place: string) =>
    (await server.call('GET', `${place}/comment`)).body.map(({ message }: { message: string }) => message);
  const add = (body: object) => server.call('POST', `/task/${task}/comment/create`, body);
  const attach = (fields: Record<string, string>, content?: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (content !== undefined) form.set('content', new Blob([content]), 'note.txt');
    return server.send('POST', `/task/${task}/attachment/create`, form);
  };
  const marks = async () => {
    const [listed] = (await server.call('GET', `/task?taskId=${task}&withCommentAttachmentInfo=true`)).body;
    expect((await server.call('GET', `/task/${task}?withCommentAttachmentInfo=true`)).body).toEqual(listed);
    return { comment: listed.comment, attachment: listed.attachment };
  };

  it('when it is commented, then the newest is first, and the instance shows those that are for it', async () => {
    expect(await marks()).toEqual({ comment: false, attachment: false });
    const first = await add({ message: 'called' });
    expect(first).toMatchObject({ status: 200, body: { taskId: task, message: 'called', processInstanceId: null } });
    expect(first.body.links[0].href).toBe(`${server.origin}/engine-rest/task/${task}/comment/${first.body.id}`);
    server.clock.advanceBy(1000);
    await add({ message: '他来访了', processInstanceId: instance });
    expect(await comments(`/task/${task}`)).toEqual(['他来访了', 'called']);
    expect(await comments(`/process-instance/${instance}`)).toEqual(['他来访了']);
    const one = await server.call('GET', `/task/${task}/comment/${first.body.id}`);
    expect(one.body).toEqual({ ...first.body, links: [] });
    expect(await marks()).toEqual({ comment: true, attachment: false });
  });

  it('when a comment is changed and deleted, then its words and its place follow', async () => {
    const { id } = (await add({ message: 'draft' })).body;
    server.clock.advanceBy(1000);
    await server.call('PUT', `/task/${task}/comment`, { id, message: 'final' });
    expect((await comments(`/task/${task}`))[0]).toBe('final');
    const [shown] = (await server.call('GET', `/process-instance/${instance}/comment`)).body;
    await server.call('PUT', `/process-instance/${instance}/comment`, { id: shown.id, message: 'seen' });
    expect(await comments(`/process-instance/${instance}`)).toEqual(['seen']);
    for (const _twice of [1, 2]) {
      expect(await server.call('DELETE', `/task/${task}/comment/${id}`)).toMatchObject({ status: 204 });
    }
    expect(await comments(`/task/${task}`)).toEqual(['seen', 'called']);
    await server.call('DELETE', `/process-instance/${instance}/comment/${shown.id}`);
    expect(await comments(`/task/${task}`)).toEqual(['called']);
    await server.call('DELETE', `/process-instance/${instance}/comment`);
    await server.call('DELETE', `/task/${task}/comment`);
    expect(await comments(`/task/${task}`)).toEqual([]);
  });

  it.each<['GET' | 'POST' | 'PUT' | 'DELETE', string, object | undefined, number, string]>([
    ['GET', '/task/none/comment', undefined, 404, 'No task found for task id none'],
    ['POST', '/task/none/comment/create', { message: 'x' }, 404, 'No task found for task id none'],
    ['GET', '/process-instance/none/comment', undefined, 404, 'No process instance found for id none'],
    ['PUT', '/task/TASK/comment', { id: 'none', message: 'x' }, 404, 'No comment exists with commentId: none'],
    ['PUT', '/task/TASK/comment', { message: 'x' }, 400, 'id is null'],
    ['POST', '/task/TASK/comment/create', {}, 400, 'Not enough parameters submitted'],
    ['GET', '/task/TASK/comment/none', undefined, 404, 'Task comment with id none does not exist'],
    ['GET', '/task/none/attachment', undefined, 404, 'No task found for task id none'],
    ['GET', '/task/TASK/attachment/none', undefined, 404, 'Task attachment with id none does not exist'],
    ['GET', '/task/TASK/attachment/none/data', undefined, 404, 'Attachment content for attachment with id'],
    ['DELETE', '/task/TASK/attachment/none', undefined, 404, 'Deletion is not possible. No attachment exists'],
  ])('when %s %s is asked with %j, then it is %i', async (method, path, body, status, message) => {
    const answer = await server.call(method, path.replace('TASK', task), body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
  });

  it('when a file and an address are attached, then they are listed and the file comes back', async () => {
    const file = await attach(
      { 'attachment-name': 'Note', 'attachment-description': 'd', 'attachment-type': 't' },
      'hello',
    );
    expect(file).toMatchObject({
      status: 200,
      body: { name: 'Note', description: 'd', type: 't', url: null, taskId: task },
    });
    const address = await attach({ url: 'http://127.0.0.1/x' });
    expect(address.body).toMatchObject({ name: null, url: 'http://127.0.0.1/x' });
    const listed = (await server.call('GET', `/task/${task}/attachment`)).body;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([file.body.id, address.body.id]);
    const place = `/task/${task}/attachment/${file.body.id}`;
    expect((await server.call('GET', place)).body).toEqual(listed[0]);
    const data = await server.call('GET', `${place}/data`);
    expect([data.body, data.headers['content-type']]).toEqual(['hello', 'application/octet-stream']);
    expect(await marks()).toEqual({ comment: false, attachment: true });
    expect((await attach({ 'attachment-name': 'empty' })).status).toBe(400);
    expect(await server.call('DELETE', place)).toMatchObject({ status: 204 });
    expect((await server.call('GET', `/task/${task}/attachment`)).body).toHaveLength(1);
  });

  it('when the task is done, then it can still be read and written about; with its history all is gone', async () => {
    await server.call('POST', `/task/${task}/complete`, {});
    await add({ message: 'afterwards' });
    expect(await comments(`/task/${task}`)).toEqual(['afterwards']);
    expect(await server.call('DELETE', `/history/process-instance/${instance}`)).toMatchObject({ status: 204 });
    expect((await server.call('GET', `/task/${task}/comment`)).status).toBe(404);
    expect((await server.call('GET', `/task/${task}/attachment`)).status).toBe(404);
  });
});

describe('given a task whose listener counts its updates', () => {
  it('when people change it, write its own variables or write about it, then each is one update, and nothing else is', async () => {
    const server = await startServer();
    const counting = diagram(
      'counted',
      "start --> t --> end\nt: userTask listen.update=${execution.setVariable('heard',heard+1)}",
    );
    await server.deploy({ 'counted.bpmn': counting });
    const { id } = (
      await server.call('POST', '/process-definition/key/counted/start', { variables: { heard: { value: 0 } } })
    ).body;
    const [{ id: task }] = (await server.call('GET', `/task?processInstanceId=${id}`)).body;
    const heard = async () => (await server.call('GET', `/process-instance/${id}/variables/heard`)).body.value;
    const put = (path: string, value: number) => server.call('PUT', `/task/${task}/${path}`, { value });

    await put('variables/a', 1);
    await server.call('POST', `/task/${task}/variables`, { modifications: { b: { value: 1 } }, deletions: ['a'] });
    await server.call('PUT', `/process-instance/${id}/variables/c`, { value: 1 });
    expect(await heard()).toBe(0);
    expect((await server.call('GET', `/task/${task}`)).body).toMatchObject({ lastUpdated: null, taskState: 'Created' });

    await put('localVariables/own', 1);
    await put('variables/own', 2);
    await server.call('POST', `/task/${task}/localVariables`, { modifications: { x: { value: 1 }, y: { value: 1 } } });
    expect(await heard()).toBe(3);
    await server.call('DELETE', `/task/${task}/localVariables/x`);
    expect(await heard()).toBe(3);

    const comment = (await server.call('POST', `/task/${task}/comment/create`, { message: 'm' })).body;
    await server.call('PUT', `/task/${task}/comment`, { id: comment.id, message: 'n' });
    await server.call('DELETE', `/task/${task}/comment/${comment.id}`);
    expect(await heard()).toBe(6);
    const form = new FormData();
    form.set('url', 'http://example.org/');
    const attached = (await server.send('POST', `/task/${task}/attachment/create`, form)).body;
    await server.call('DELETE', `/task/${task}/attachment/${attached.id}`);
    expect(await heard()).toBe(8);
    expect((await server.call('GET', `/task/${task}`)).body.taskState).toBe('Updated');
    await server.remove();
  });
});
