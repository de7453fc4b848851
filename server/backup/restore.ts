import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockSqlite } from '../store/server-lock.ts';
import { assertWhole, BackupRefused, DATABASES, fingerprint, flush, MANIFEST, type Manifest } from './backup.ts';

export interface Restored {
  manifest: Manifest;
  /** Where the data that stood there before are now; null when there were none. */
  before: string | null;
}

/**
 * Puts a back-up in the place of a data folder. Every file is checked first; what stood there is moved aside, not deleted. No server may
 * run on the folder.
 * @param now epoch milliseconds, for the name of the folder that is moved aside
 * @throws BackupRefused when the back-up is not whole; DatabaseInUse when a server runs
 */
export async function restore(folder: string, dataDir: string, now: number): Promise<Restored> {
  const manifest = await readManifest(folder);
  const target = resolve(dataDir);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  for (const [name, expected] of Object.entries(manifest.files)) {
    await copyFile(join(folder, name), join(partial, name));
    const { bytes, sha256 } = await fingerprint(join(partial, name));
    if (bytes !== expected.bytes || sha256 !== expected.sha256)
      throw new BackupRefused(`${name} is not as it was backed up`);
    if (DATABASES.includes(name)) await assertWhole(join(partial, name));
    await flush(join(partial, name));
  }
  const before = await moveAside(target, now);
  await rename(partial, target);
  return { manifest, before };
}

async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw new BackupRefused(`${folder} is no back-up: there is no ${MANIFEST} in it`);
  const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
  return manifest;
}

async function moveAside(target: string, now: number): Promise<string | null> {
  if (!existsSync(target)) return null;
  if ((await readdir(target)).length === 0) {
    await rm(target, { recursive: true });
    return null;
  }
  const lock = await lockSqlite(join(target, 'engine.sqlite'));
  const before = `${target}.before-${new Date(now).toISOString().replaceAll(':', '')}`;
  await rename(target, before);
  await lock.release();
  return before;
}
