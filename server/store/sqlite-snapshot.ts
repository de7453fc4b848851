import sqlite3, { type Backup } from 'sqlite3';

/** How long a file's lock is waited for while another file's is held: the server may hold that one and wait for this. */
const SHORT_WAIT_MS = 100;
const LONG_WAIT_MS = 10_000;
const ATTEMPTS = 100;
const PAGES_PER_STEP = 4_000;

/** A SQLite file and where its copy goes. */
export interface Copy {
  from: string;
  to: string;
}

/**
 * Copies several SQLite files as they all are at one instant, while servers go on writing them. For that instant every file's write lock is
 * held, so no commit is under way anywhere; each file's snapshot is pinned by a read transaction, the locks are let go after a few
 * milliseconds, and the pinned snapshots are copied in their own time. What the copies hold together is what a power cut at that
 * instant would have left.
 * @throws Error when a file cannot be read, or its lock cannot be had
 */
export async function copyTogether(copies: readonly Copy[]): Promise<void> {
  const pinned = await pinTogether(copies.map(({ from }) => from));
  try {
    for (const [index, { to }] of copies.entries()) await copyPinned(pinned[index]!, to);
  } finally {
    for (const file of pinned) await close(file);
  }
}

/** Whether SQLite finds a file whole; else what it says. */
export async function integrityOf(file: string): Promise<string> {
  const connection = await open(file, sqlite3.OPEN_READONLY);
  try {
    return await new Promise<string>((resolve, reject) => {
      connection.get<{ integrity_check: string }>('pragma integrity_check', (error, row) =>
        error ? reject(error) : resolve(row?.integrity_check ?? 'no answer'),
      );
    });
  } finally {
    await close(connection);
  }
}

async function pinTogether(files: readonly string[]): Promise<sqlite3.Database[]> {
  for (let attempt = 1; ; attempt += 1) {
    const locks: sqlite3.Database[] = [];
    const pinned: sqlite3.Database[] = [];
    try {
      for (const file of files) {
        const lock = await open(file, sqlite3.OPEN_READWRITE);
        locks.push(lock);
        await execute(
          lock,
          `pragma busy_timeout = ${locks.length === 1 ? LONG_WAIT_MS : SHORT_WAIT_MS}; begin immediate`,
        );
      }
      for (const file of files) {
        const reader = await open(file, sqlite3.OPEN_READONLY);
        pinned.push(reader);
        await execute(reader, 'begin; select count(*) from sqlite_master');
      }
      return pinned;
    } catch (error) {
      for (const file of pinned) await close(file);
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
    } finally {
      for (const lock of locks) await close(lock);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

async function copyPinned(source: sqlite3.Database, to: string): Promise<void> {
  const backup = await new Promise<Backup>((resolve, reject) => {
    const begun = source.backup(to, (error: Error | null) => (error ? reject(error) : resolve(begun)));
  });
  try {
    while (!backup.completed) {
      await new Promise<void>((resolve, reject) => {
        backup.step(PAGES_PER_STEP, (error: Error | null) => (error ? reject(error) : resolve()));
      });
      if (backup.failed) throw new Error(`the copy to ${to} failed`);
    }
  } finally {
    await new Promise<void>((resolve) => backup.finish(() => resolve()));
  }
}

function open(file: string, mode: number): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const connection = new sqlite3.Database(file, mode, (error) => (error ? reject(error) : resolve(connection)));
  });
}

function execute(connection: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => connection.exec(sql, (error) => (error ? reject(error) : resolve())));
}

function close(connection: sqlite3.Database): Promise<void> {
  return new Promise((resolve) => connection.close(() => resolve()));
}
