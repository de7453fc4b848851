import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../../server/store/store.ts';

/** One database of a test, that can be opened again after it was closed. */
export interface Place {
  readonly options: StoreOptions;
  open(more?: Partial<Pick<StoreOptions, 'maxWeight'>>): Promise<Store>;
  remove(): Promise<void>;
}

export interface Backend {
  name: string;
  newPlace(): Promise<Place>;
}

function placeOf(options: StoreOptions, removeData: () => Promise<void> | void): Place {
  const opened: Store[] = [];
  return {
    options,
    async open(more = {}) {
      const store = await openStore({ ...options, ...more });
      opened.push(store);
      return store;
    },
    async remove() {
      for (const store of opened) await store.close().catch(() => undefined);
      await removeData();
    },
  };
}

const sqlite: Backend = {
  name: 'SQLite',
  async newPlace() {
    const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
    return placeOf({ dataDir }, () => rmSync(dataDir, { recursive: true, force: true }));
  },
};

function postgres(serverUrl: string): Backend {
  return {
    name: 'PostgreSQL',
    async newPlace() {
      const name = `store_${process.pid}_${Math.random().toString(36).slice(2)}`;
      await administer(serverUrl, `create database ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      return placeOf({ databaseUrl: url.href }, () => administer(serverUrl, `drop database ${name} with (force)`));
    },
  };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const serverUrl = process.env['TEST_POSTGRES'];

/** SQLite always; PostgreSQL too where `TEST_POSTGRES` names a server, e.g. `postgres://postgres@127.0.0.1:5433/postgres`. */
export const backends: readonly Backend[] = serverUrl ? [sqlite, postgres(serverUrl)] : [sqlite];
