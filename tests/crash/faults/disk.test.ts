import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { samplePlaces } from '../../../server/casework/sample/places.ts';
import { AS_HOUSE } from '../../house-token.ts';
import { work } from '../../rest/models.ts';
import { type ServerUnderTest, startServer } from '../../rest/server-under-test.ts';
import { goodForm } from '../../stories/open-office.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { onFile } from './sqlite-file.ts';

describe('given a disk that is full', () => {
  let server: ServerUnderTest;
  let disk: SmallDisk | undefined;
  afterEach(async () => {
    await server.stop();
    if (disk) disk.remove();
    else await server.remove();
  });

  const api = async (method: string, path: string, body?: unknown) => {
    const headers = { ...AS_HOUSE, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${server.origin}/api${path}`, { method, headers, ...sent });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };

  it('when nothing more fits, then writes are answered 503 and reads go on; with room again all goes on and nothing is lost', async () => {
    disk = mountSmallDisk(64);
    // Without the right to mount, both files are told to stop growing, which SQLite reports in the same words.
    if (!disk) console.warn('not allowed to mount: the files themselves are limited instead');
    server = await startServer({}, disk?.folder);
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    await api('POST', '/office', samplePlaces());
    const acknowledged: string[] = [];
    const start = async (size: number) => {
      const variables = { text: { value: 'x'.repeat(size), type: 'String' } };
      const answer = await server.call('POST', '/process-definition/key/work/start', { variables });
      if (answer.status === 200) acknowledged.push(answer.body.id);
      return answer.status;
    };
    // What somebody else has on the disk, and takes away later.
    const ballast = join(disk?.folder ?? '', 'ballast');
    if (disk) writeFileSync(ballast, Buffer.alloc(44 * 1024 * 1024));
    const limit = (pages: number) =>
      server.app.engine?.store.unitOfWork.transaction(({ knex }) => knex.raw(`pragma max_page_count = ${pages}`));
    expect(await start(100)).toBe(200);
    if (!disk) await limit(1);
    const statuses = new Set<number>();
    for (let round = 0; round < 60 && !statuses.has(503); round += 1) statuses.add(await start(1_000_000));
    expect([...statuses].filter((status) => status !== 200)).toEqual([503]);
    if (disk) {
      for (let round = 0; round < 200 && (await start(20_000)) === 200; round += 1);
      const petition = await api('POST', '/petitions', goodForm());
      expect(petition).toMatchObject({ status: 503, body: { code: 'busy' } });
      expect((await fetch(`${server.origin}/health/ready`)).status).toBe(503);
    }
    // Lists that lack what was acknowledged last are not answered with less than that; all others are.
    const count = await server.call('GET', '/process-instance/count');
    expect([acknowledged.length, undefined]).toContain(count.body.count);
    expect([200, 503]).toContain(count.status);
    expect((await server.call('GET', '/process-definition/count')).body).toEqual({ count: 1 });
    if (disk) rmSync(ballast);
    else await limit(1_000_000);
    expect(await start(10)).toBe(200);
    if (disk) expect((await api('POST', '/petitions', goodForm())).status).toBe(201);
    const listed = () => server.call('GET', '/process-instance');
    await expect.poll(async () => (await listed()).status, { timeout: 20_000 }).toBe(200);
    const running = (await listed()).body.map(({ id }: { id: string }) => id);
    expect(running.sort()).toEqual(acknowledged.sort());
    expect(await onFile(join(server.config.dataDir, 'engine.sqlite'), 'pragma integrity_check')).toEqual([
      { integrity_check: 'ok' },
    ]);
  });
});

describe('given data that may not be written', () => {
  it("when a server is started on them, then it refuses with the file system's word", async () => {
    const disk = mountSmallDisk(64);
    const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'read-only-'));
    const server = await startServer({}, folder);
    await server.stop();
    if (disk) disk.makeReadOnly();
    else for (const file of ['engine.sqlite', 'engine.sqlite.lock', '.']) chmodSync(join(folder, file), 0o555);
    await expect(startServer({}, folder)).rejects.toThrow(/SQLITE_(READONLY|CANTOPEN)|read-?only|EROFS|EACCES/i);
    if (disk) disk.remove();
    else {
      chmodSync(folder, 0o755);
      rmSync(folder, { recursive: true });
    }
  });
});
