import { join } from 'node:path';
import sqlite3 from 'sqlite3';

/**
 * Makes this the only server on a register: a second one would send what waits in the outbox a second time. An empty SQLite file is
 * kept in an exclusive transaction; the operating system frees it when the process dies.
 * @throws Error that says where another server runs
 */
export async function lockRegister(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'casework.sqlite');
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(`${file}.lock`, (error) => (error ? reject(error) : resolve(opened)));
  });
  const release = () => new Promise<void>((resolve) => connection.close(() => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      connection.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive', (error) =>
        error ? reject(error) : resolve(),
      );
    });
    return release;
  } catch (error) {
    await release();
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
    throw new Error(
      `another server is running on ${file}: stop it first, two servers on one register would do work twice`,
    );
  }
}
