import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { person } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given a running instance', () => {
  let server: ServerUnderTest;
  let path = '';
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'person.bpmn': person('person') });
  });
  beforeEach(async () => {
    path = `/process-instance/${(await server.call('POST', '/process-definition/key/person/start', {})).body.id}/variables`;
  });
  afterAll(() => server.remove());

  it.each([
    [{ value: 'x' }, { type: 'String', value: 'x' }],
    [{ value: true }, { type: 'Boolean', value: true }],
    [{ value: 5 }, { type: 'Integer', value: 5 }],
    [{ value: 2147483648 }, { type: 'Long', value: 2147483648 }],
    [{ value: 1.5 }, { type: 'Double', value: 1.5 }],
    [{ value: null }, { type: 'Null', value: null }],
    [{}, { type: 'Null', value: null }],
    [{ value: [1, { a: 2 }] }, { type: 'Json', value: '[1,{"a":2}]' }],
    [
      { value: '5', type: 'integer' },
      { type: 'Integer', value: 5 },
    ],
    [
      { value: null, type: 'Integer' },
      { type: 'Integer', value: null },
    ],
    [
      { value: 5, type: 'String' },
      { type: 'String', value: '5' },
    ],
    [
      { value: 'true', type: 'Boolean' },
      { type: 'Boolean', value: true },
    ],
    [
      { value: 7, type: 'Short' },
      { type: 'Short', value: 7 },
    ],
    [
      { value: '2026-11-24T09:00:00.000+0100', type: 'Date' },
      { type: 'Date', value: '2026-11-24T08:00:00.000+0000' },
    ],
    [
      { value: '{bad', type: 'Json' },
      { type: 'Json', value: '{bad' },
    ],
    [
      { value: 'aGVsbG8=', type: 'Bytes' },
      { type: 'Bytes', value: 'aGVsbG8=' },
    ],
  ])('when %j is put, then %j is answered', async (sent, expected) => {
    expect(await server.call('PUT', `${path}/v`, sent)).toMatchObject({ status: 204 });
    expect((await server.call('GET', `${path}/v`)).body).toEqual({ valueInfo: {}, ...expected });
  });

  it('when a Long is beyond what JavaScript counts, then no digit is lost', async () => {
    const put = await server.send('PUT', `${path}/big`, '{"value":9007199254740993,"type":"Long"}', 'application/json');
    expect(put.status).toBe(204);
    await server.send('PUT', `${path}/guessed`, '{"value": -9223372036854775808}', 'application/json');
    const text = await (await fetch(`${server.origin}/engine-rest${path}`)).text();
    expect(text).toContain('"value":9007199254740993');
    expect(text).toContain('{"type":"Long","value":-9223372036854775808,"valueInfo":{}}');
  });

  it('when a text looks like a number of many digits, then it stays a text', async () => {
    await server.call('PUT', `${path}/t`, { value: 'no. 12345678901234567890, "quoted"' });
    expect((await server.call('GET', `${path}/t`)).body.value).toBe('no. 12345678901234567890, "quoted"');
  });

  it('when an Object is put, then its text is kept, and read as a tree by default', async () => {
    const valueInfo = { objectTypeName: 'java.util.ArrayList', serializationDataFormat: 'application/json' };
    await server.call('PUT', `${path}/o`, { value: '[1,2]', type: 'Object', valueInfo });
    expect((await server.call('GET', `${path}/o`)).body).toEqual({ type: 'Object', value: [1, 2], valueInfo });
    expect((await server.call('GET', `${path}/o?deserializeValue=false`)).body.value).toBe('[1,2]');
    expect((await server.call('GET', `${path}?deserializeValues=false`)).body.o.value).toBe('[1,2]');
  });

  it('when a transient variable is put, then it is not there afterwards', async () => {
    await server.call('PUT', `${path}/gone`, { value: 1, valueInfo: { transient: true } });
    expect(await server.call('GET', `${path}/gone`)).toMatchObject({
      status: 404,
      body: { message: 'process instance variable with name gone does not exist' },
    });
  });

  it('when several are modified and deleted at once, then all of it holds', async () => {
    await server.call('PUT', `${path}/old`, { value: 1 });
    const body = { modifications: { a: { value: 1 }, b: { value: 'x' } }, deletions: ['old'] };
    expect(await server.call('POST', path, body)).toMatchObject({ status: 204 });
    expect(Object.keys((await server.call('GET', path)).body).sort()).toEqual(['a', 'b']);
    expect(await server.call('DELETE', `${path}/a`)).toMatchObject({ status: 204 });
    expect(await server.call('GET', `${path}/a`)).toMatchObject({ status: 404 });
  });

  it('when a file is put, then its bytes come back as a download', async () => {
    const valueInfo = { filename: '信 1.txt', mimetype: 'text/plain', encoding: 'utf-8' };
    await server.call('PUT', `${path}/f`, { value: 'aGVsbG8=', type: 'file', valueInfo });
    expect((await server.call('GET', `${path}/f`)).body).toEqual({
      type: 'File',
      value: null,
      valueInfo: { filename: '信 1.txt', mimeType: 'text/plain', encoding: 'utf-8' },
    });
    const data = await fetch(`${server.origin}/engine-rest${path}/f/data`);
    expect(await data.text()).toBe('hello');
    expect(data.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(data.headers.get('content-disposition')).toBe(
      `attachment; filename="_ 1.txt"; filename*=UTF-8''${encodeURIComponent('信 1.txt')}`,
    );
  });

  it.each(['File', 'Bytes'])('when bytes are uploaded as %s, then they are kept', async (valueType) => {
    const form = new FormData();
    form.set('data', new Blob([new Uint8Array([0, 1, 255])], { type: 'application/x-raw' }), 'raw.bin');
    form.set('valueType', valueType);
    expect(await server.send('POST', `${path}/raw/data`, form)).toMatchObject({ status: 204 });
    const data = await fetch(`${server.origin}/engine-rest${path}/raw/data`);
    expect([...new Uint8Array(await data.arrayBuffer())]).toEqual([0, 1, 255]);
    expect(data.headers.get('content-type')).toBe(
      valueType === 'File' ? 'application/x-raw' : 'application/octet-stream',
    );
  });

  it('when a variable is no file, then it has no bytes', async () => {
    await server.call('PUT', `${path}/n`, { value: 1 });
    expect(await server.call('GET', `${path}/n/data`)).toMatchObject({ status: 400 });
  });

  it('when an unknown instance is asked, then it is 404', async () => {
    expect(await server.call('GET', '/process-instance/nope/variables')).toMatchObject({ status: 404 });
    expect(await server.call('PUT', '/process-instance/nope/variables/x', { value: 1 })).toMatchObject({ status: 404 });
  });

  it('when instances are sought by a variable, then the type of the value decides', async () => {
    const id = path.split('/')[2];
    await server.call('PUT', `${path}/n`, { value: 5 });
    await server.call('PUT', `${path}/word_s`, { value: 'five' });
    const found = async (answer: Promise<{ body: { id: string }[] }>) => (await answer).body.map((row) => row.id);
    const posted = (operator: string, value: unknown) =>
      found(server.call('POST', '/process-instance', { variables: [{ name: 'n', operator, value }] }));
    expect(await posted('eq', 5)).toEqual([id]);
    expect(await posted('gteq', 4.5)).toEqual([id]);
    expect(await posted('eq', '5')).toEqual([]);
    expect(await found(server.call('GET', '/process-instance?variables=n_eq_5'))).toEqual([]);
    expect(await server.call('GET', '/process-instance?variables=n_5')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('variable query parameter has to have format KEY_OPERATOR_VALUE.') },
    });
    expect(await server.call('GET', '/process-instance?variables=n_is_5')).toMatchObject({ status: 400 });
    const list = await server.call('GET', `/variable-instance?variableName=n&processInstanceIdIn=${id}`);
    expect(list.body).toMatchObject([{ name: 'n', type: 'Integer', value: 5, processInstanceId: id }]);
  });

  it('when a task sets variables, then its own stay its own', async () => {
    const instance = path.split('/')[2];
    const [{ id }] = (await server.call('GET', `/task?processInstanceId=${instance}`)).body;
    await server.call('PUT', `/task/${id}/localVariables/own`, { value: 1 });
    await server.call('PUT', `/task/${id}/variables/shared`, { value: 2 });
    expect(Object.keys((await server.call('GET', `/task/${id}/variables`)).body).sort()).toEqual(['own', 'shared']);
    expect(Object.keys((await server.call('GET', `/task/${id}/localVariables`)).body)).toEqual(['own']);
    expect(Object.keys((await server.call('GET', path)).body)).toEqual(['shared']);
    expect(Object.keys((await server.call('GET', `/task/${id}/form-variables?variableNames=shared`)).body)).toEqual([
      'shared',
    ]);
  });
});
