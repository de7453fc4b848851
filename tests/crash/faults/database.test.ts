import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { work } from '../../rest/models.ts';
import { type ServerUnderTest, startServer } from '../../rest/server-under-test.ts';
import { backends } from '../../store/backends.ts';
import { holdFile, onFile } from './sqlite-file.ts';

const start = '/process-definition/key/work/start';

const breaking = (verb: 'insert' | 'update', table: string) =>
  `create trigger broken before ${verb} on ${table} begin select raise(abort, 'broken'); end`;

describe('given a database in trouble', () => {
  let server: ServerUnderTest;
  afterEach(() => server.remove());

  it('when another program holds its lock for long, then writes are answered 503 with nothing kept, and go through afterwards', async () => {
    server = await startServer();
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    const letGo = await holdFile(join(server.config.dataDir, 'engine.journal.sqlite'));
    const answers = await Promise.all([1, 2, 3].map(() => server.call('POST', start, {})));
    for (const answer of answers) expect(answer.status).toBe(503);
    expect((await server.call('GET', '/process-instance/count')).body).toEqual({ count: 0 });
    await letGo();
    expect((await server.call('POST', start, {})).status).toBe(200);
    expect((await server.call('GET', '/history/process-instance/count')).body).toEqual({ count: 1 });
  });

  it('when a commit fails in its middle, then nothing of it is kept, the instance stands as it was, and can go on', async () => {
    server = await startServer();
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    const { id } = (await server.call('POST', start, {})).body;
    const topics = [{ topicName: 'topic', lockDuration: 60_000 }];
    const [task] = (await server.call('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics }))
      .body;
    const file = join(server.config.dataDir, 'engine.journal.sqlite');
    await onFile(file, breaking('insert', 'store_journal'));
    const complete = () =>
      server.call('POST', `/external-task/${task.id}/complete`, { workerId: 'w', variables: { a: { value: 1 } } });
    expect(await complete()).toMatchObject({ status: 503 });
    expect((await server.call('GET', `/external-task/${task.id}`)).body).toMatchObject({ workerId: 'w' });
    expect((await server.call('GET', `/process-instance/${id}/variables`)).body).toEqual({});
    expect((await server.call('GET', '/history/variable-instance/count')).body).toEqual({ count: 0 });
    await onFile(file, 'drop trigger broken');
    expect(await complete()).toMatchObject({ status: 204 });
    expect((await server.call('GET', `/history/process-instance/${id}`)).body).toMatchObject({ state: 'COMPLETED' });
  });

  it('when a commit stands and its tables cannot be written, then no list tells less than was acknowledged, and later all is there', async () => {
    server = await startServer();
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    const file = join(server.config.dataDir, 'engine.sqlite');
    await onFile(file, breaking('insert', 'history_process_instance'));
    const { status, body } = await server.call('POST', start, {});
    expect(status).toBe(200);
    const list = await server.call('GET', '/history/process-instance');
    expect(list).toMatchObject({
      status: 503,
      body: { message: 'what was written last cannot be read yet; try again' },
    });
    await onFile(file, 'drop trigger broken');
    await expect.poll(async () => (await server.call('GET', '/history/process-instance')).status).toBe(200);
    expect((await server.call('GET', '/history/process-instance')).body).toMatchObject([{ id: body.id }]);
  });

  it('when a second server is started on the same folder, then it refuses with a clear word, and the first goes on', async () => {
    server = await startServer();
    await expect(startServer({}, server.config.dataDir)).rejects.toThrow(
      /another server is running on .*stop it first/,
    );
    const elsewhere = { ENGINE_URL: `${server.origin}/engine-rest` };
    await expect(startServer(elsewhere, server.config.dataDir)).rejects.toThrow(
      /another server is running on .*stop it first/,
    );
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    expect((await server.call('POST', start, {})).status).toBe(200);
  });
});

describe.each(backends.filter(({ name }) => name === 'PostgreSQL'))('given a server on $name', (backend) => {
  it('when the database goes away, then it says so and takes no more, and the next server has all that was acknowledged', async () => {
    const place = await backend.newPlace();
    const databaseUrl = 'databaseUrl' in place.options ? place.options.databaseUrl : '';
    const lost: Error[] = [];
    // Both servers have the key: the next one may stand on another machine.
    const environment = { DATABASE_URL: databaseUrl, REGISTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    const server = await startServer(environment, undefined, {
      onLockLost: (error) => lost.push(error),
    });
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    const { id } = (await server.call('POST', start, {})).body;
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await other.end();
    await expect.poll(() => lost.length).toBe(1);
    expect((await server.call('POST', start, {})).status).toBe(503);
    await server.stop();
    const next = await startServer(environment);
    expect((await next.call('GET', `/process-instance/${id}`)).status).toBe(200);
    expect((await next.call('GET', '/process-instance/count')).body).toEqual({ count: 1 });
    await next.remove();
    await server.remove();
    await place.remove();
  });
});
