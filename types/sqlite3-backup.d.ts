import 'sqlite3';

/** sqlite3 6.0.1 has SQLite's online back-up but does not tell its types. */
declare module 'sqlite3' {
  interface Backup {
    /** Copies so many pages, all with -1. */
    step(pages: number, done: (error: Error | null) => void): void;
    finish(done: () => void): void;
    readonly completed: boolean;
    readonly failed: boolean;
  }
  interface Database {
    backup(filename: string, done: (error: Error | null) => void): Backup;
  }
}
