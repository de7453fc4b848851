import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { copyTogether, integrityOf } from '../store/sqlite-snapshot.ts';

/** The files of a data folder that are databases, and those that never change while a server runs, or of which any state will do. */
export const DATABASES = ['engine.sqlite', 'engine.journal.sqlite', 'casework.sqlite'];
const PLAIN_FILES = ['identity.key', 'manual-clock.txt'];
export const MANIFEST = 'backup.json';

/** What a back-up says of itself. */
export interface Manifest {
  /** Epoch milliseconds, ISO text beside it for people. */
  takenAt: number;
  taken: string;
  files: Record<string, { bytes: number; sha256: string }>;
}

/** What a person did wrong; the message says what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Copies a data folder, whether a server runs on it or not, into a new folder: both databases as they are at one instant, and the key
 * without which sealed matters cannot be read. The folder appears under its name only when it is whole and checked.
 * @param now epoch milliseconds
 * @throws BackupRefused when there is nothing to copy, or the folder is there already
 */
export async function backUp(dataDir: string, folder: string, now: number): Promise<Manifest> {
  const target = resolve(folder);
  const present = (name: string): boolean => existsSync(join(dataDir, name));
  const databases = DATABASES.filter(present);
  if (databases.length === 0) throw new BackupRefused(`${dataDir} holds no data of this server: set DATA_DIR`);
  if (existsSync(target) && (await readdir(target)).length > 0) {
    throw new BackupRefused(`${target} is not empty: a back-up goes into a new folder`);
  }
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const copy = (name: string) => ({ from: join(dataDir, name), to: join(partial, name) });
  await copyTogether(databases.map(copy));
  for (const name of PLAIN_FILES.filter(present)) await copyFile(copy(name).from, copy(name).to);
  for (const name of databases) await assertWhole(join(partial, name));

  const manifest: Manifest = { takenAt: now, taken: new Date(now).toISOString(), files: {} };
  for (const name of (await readdir(partial)).sort()) manifest.files[name] = await fingerprint(join(partial, name));
  await writeFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of [...Object.keys(manifest.files), MANIFEST, '.']) await flush(join(partial, name));
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
  await flush(dirname(target));
  return manifest;
}

/** @throws BackupRefused when SQLite finds a fault in it */
export async function assertWhole(file: string): Promise<void> {
  const said = await integrityOf(file);
  if (said !== 'ok') throw new BackupRefused(`${file} is damaged: ${said}`);
}

/** Size and SHA-256 (hex) of a file, read as a stream. */
export async function fingerprint(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** Waits until a file's, or a folder's, content is on disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
