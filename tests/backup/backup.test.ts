import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crash } from '../crash/crash-run.ts';
import { work } from '../rest/models.ts';
import { startServer } from '../rest/server-under-test.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** As `npm run backup` and `npm run restore` call it. */
async function run(verb: 'backup' | 'restore', folder: string, dataDir: string, more: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, ...more };
  const command = ['dist/server/backup/main.js', verb, folder];
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

describe('given a data folder', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'backup-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('when it is backed up under load and restored, then all that was acknowledged before is there, and engine and register agree', async () => {
    const folder = join(place, 'copy');
    const { wrong, ledger } = await crash({
      kills: 1,
      seed: 5,
      async backUp(dataDir) {
        expect(await run('backup', folder, dataDir)).toMatchObject({
          code: 0,
          said: expect.stringContaining('identity.key'),
        });
        expect(statSync(folder).mode & 0o077).toBe(0);
        return async () => {
          expect(await run('restore', folder, dataDir)).toMatchObject({
            code: 0,
            said: expect.stringContaining('before'),
          });
        };
      },
    });
    expect(wrong).toEqual([]);
    expect([...ledger.starts.values()].filter(Boolean).length).toBeGreaterThan(5);
    expect([...ledger.petitions.values()].filter(Boolean).length).toBeGreaterThan(0);
  }, 300_000);

  it('when a server runs, then restoring over it is refused, and nothing is changed', async () => {
    const server = await startServer({}, join(place, 'data'));
    await server.deploy({ 'work.bpmn': work('work', 'topic') });
    const folder = join(place, 'copy');
    expect((await run('backup', folder, server.config.dataDir)).code).toBe(0);
    expect(await run('restore', folder, server.config.dataDir)).toMatchObject({
      code: 1,
      said: expect.stringContaining('another server is running'),
    });
    expect((await server.call('POST', '/process-definition/key/work/start', {})).status).toBe(200);
    await server.stop();
    expect((await run('restore', folder, server.config.dataDir)).code).toBe(0);
    const again = await startServer({}, server.config.dataDir);
    expect((await again.call('GET', '/process-instance/count')).body).toEqual({ count: 0 });
    expect((await again.call('GET', '/process-definition/count')).body).toEqual({ count: 1 });
    await again.stop();
  });

  it.each([
    ['a folder that holds something', 'holds no data', async () => run('backup', join(place, 'new'), place)],
    ['no folder', 'usage', async () => run('backup', '', place)],
    [
      'PostgreSQL',
      'pg_dump',
      async () => run('backup', 'x', place, { DATABASE_URL: 'postgres://nobody@127.0.0.1/none' }),
    ],
    ['something that is no back-up', 'is no back-up', async () => run('restore', place, join(place, 'data'))],
  ])('when asked for %s, then it says %s', async (_what, word, ask) => {
    expect(await ask()).toMatchObject({ code: 1, said: expect.stringContaining(word) });
  });

  it('when a back-up was changed, then it is not restored and the data stay', async () => {
    const server = await startServer({}, join(place, 'data'));
    await server.stop();
    const folder = join(place, 'copy');
    expect((await run('backup', folder, server.config.dataDir)).code).toBe(0);
    expect((await run('backup', folder, server.config.dataDir)).said).toContain('is not empty');
    appendFileSync(join(folder, 'casework.sqlite'), 'x');
    expect(await run('restore', folder, server.config.dataDir)).toMatchObject({
      code: 1,
      said: expect.stringContaining('casework.sqlite is not as it was backed up'),
    });
    expect(readdirSync(server.config.dataDir)).toContain('engine.sqlite');
  });
});
