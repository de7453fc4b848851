import { execFile } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { KilledServer } from '../../crash/killed-server.ts';
import type { Latency } from '../load.ts';
import { startsMeanwhile } from './starts-meanwhile.ts';

export interface Copied {
  megabytes: number;
  backUpMs: number;
  starts: Latency;
  restoreMs: number;
}

const run = promisify(execFile);

/** Takes a back-up while the server runs, and puts it back into an empty folder. `beside`: a folder with room for two copies. */
export async function copyWhileRunning(server: KilledServer, dataDir: string, beside: string): Promise<Copied> {
  const [copy, restored] = [join(beside, 'copy'), join(beside, 'restored')];
  const command = (name: string, folder: string) =>
    run(process.execPath, ['dist/server/backup/main.js', name, copy], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '' },
    });
  server.spawn();
  await server.ready();
  try {
    const { tookMs, starts } = await startsMeanwhile(server.url, () => command('backup', dataDir));
    await server.stop();
    const megabytes = (await stat(join(copy, 'engine.sqlite'))).size / 1e6;
    const begin = performance.now();
    await command('restore', restored);
    return { megabytes, backUpMs: tookMs, starts, restoreMs: performance.now() - begin };
  } finally {
    await server.kill();
    for (const folder of [copy, restored]) await rm(folder, { recursive: true, force: true });
  }
}
