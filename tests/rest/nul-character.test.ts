import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backends, type Place } from '../store/backends.ts';
import { work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe.each(backends)('given an engine on $name', (backend) => {
  let place: Place;
  let server: ServerUnderTest;
  beforeAll(async () => {
    place = await backend.newPlace();
    const { options } = place;
    server = await startServer('databaseUrl' in options ? { DATABASE_URL: options.databaseUrl } : {});
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
  });
  afterAll(async () => {
    await server.remove();
    await place.remove();
  });

  const start = '/process-definition/key/work/start';
  const NUL = '\u0000';

  it.each([
    ['the value of a variable', start, { variables: { note: { value: `a${NUL}b` } } }, 'variables.note.value'],
    ['the name of a variable', start, { variables: { [`a${NUL}`]: { value: 1 } } }, 'variables.a\\u0000'],
    ['a business key', start, { businessKey: NUL }, 'businessKey'],
    ['a list', '/history/variable-instance', { variableNameIn: ['a', NUL] }, 'variableNameIn.1'],
  ])('when %s holds U+0000, then 400 names the place and nothing happens', async (_what, path, body, named) => {
    const answer = await server.call('POST', path, body);
    expect(answer).toMatchObject({ status: 400, body: { type: 'InvalidRequestException' } });
    expect(answer.body.message).toBe(`The character U+0000 in ${named} cannot be stored`);
    expect((await server.call('GET', '/process-instance/count')).body).toEqual({ count: 0 });
  });

  it('when an address or a form holds it, then it is 400 too', async () => {
    expect((await server.call('GET', '/process-instance?businessKey=a%00b')).status).toBe(400);
    expect((await server.call('GET', '/process-instance/%00')).status).toBe(400);
    expect((await server.deploy({ 'x.bpmn': work('x', 't') }, { 'deployment-name': NUL })).status).toBe(400);
  });

  it('when a text only looks like it, then it is stored as it is', async () => {
    const { body } = await server.call('POST', start, { variables: { note: { value: '\\u0000' } } });
    const answer = await server.call('GET', `/process-instance/${body.id}/variables/note`);
    expect(answer.body.value).toBe('\\u0000');
  });
});
