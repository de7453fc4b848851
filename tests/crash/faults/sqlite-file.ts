import sqlite3 from 'sqlite3';

/** One statement on a SQLite file, from outside of the server. */
export async function onFile(file: string, sql: string): Promise<Record<string, unknown>[]> {
  const connection = new sqlite3.Database(file);
  try {
    return await new Promise((resolve, reject) => {
      connection.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  } finally {
    await new Promise((resolve) => connection.close(resolve));
  }
}

/** Holds the write lock of a SQLite file; answers how to let go. */
export async function holdFile(file: string): Promise<() => Promise<void>> {
  const connection = new sqlite3.Database(file);
  await new Promise<void>((resolve, reject) => {
    connection.exec('begin immediate', (error) => (error ? reject(error) : resolve()));
  });
  return () => new Promise((resolve) => connection.close(() => resolve()));
}
