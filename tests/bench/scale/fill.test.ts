import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { startProcess } from '../../../server/commands/start-process.ts';
import { readConfig } from '../../../server/config.ts';
import { batchTables } from '../../../server/store/tables.ts';
import { fill, variablesOf } from './fill.ts';

test('an instance that was filled in leaves the rows of one that the server started', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'fill-'));
  try {
    // given an instance that was filled in
    const spread = { firstAt: Date.now() - 3_600_000, everyMs: 1_000 };
    await fill(dataDir, { key: 'scale-waiting', from: 1, to: 2, ...spread });
    // when the server starts another one with the same variables
    const app = await buildApp(
      readConfig({ PROCESSES_DIR: '', SAMPLE: 'off', WORKERS: 'off', LOG_LEVEL: 'silent', DATA_DIR: dataDir }),
    );
    const engine = app.engine!;
    const definition = engine.definitions.processes.find('scale-waiting', { kind: 'latest' })!;
    const { instance } = await startProcess(engine, definition.id, {
      businessKey: 'scale-waiting-1',
      variables: variablesOf(1),
    });
    await app.close();
    // then both left the same rows, but for ids and times
    const rows = await rowsByInstance(join(dataDir, 'engine.sqlite'));
    const started = rows.get(instance.id);
    rows.delete(instance.id);
    expect(rows.size).toBe(1);
    expect([...rows.values()][0]).toEqual(started);
    expect(started).toHaveLength(12);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('one in a hundred is an incident, and a worker may have ended them', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'fill-'));
  try {
    const spread = { firstAt: Date.now() - 40 * 86_400_000, everyMs: 1_000 };
    await fill(dataDir, { key: 'scale-waiting', from: 99, to: 102, ...spread });
    await fill(dataDir, { key: 'scale-waiting', from: 0, to: 5, ...spread, ended: true });
    await fill(dataDir, { key: 'scale-timer', from: 0, to: 5, ...spread });
    const app = await buildApp(
      readConfig({
        PROCESSES_DIR: '',
        SAMPLE: 'off',
        WORKERS: 'off',
        LOG_LEVEL: 'silent',
        DATA_DIR: dataDir,
        ENGINE_ACCESS: 'open',
      }),
    );
    const count = async (path: string) => (await app.inject({ url: `/engine-rest${path}` })).json().count;
    expect(await count('/process-instance/count?processDefinitionKey=scale-waiting')).toBe(3);
    expect(await count('/incident/count')).toBe(1);
    expect(await count('/history/process-instance/count?finished=true')).toBe(5);
    expect(await count('/job/count?executable=true')).toBe(5);
    await app.close();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

/** Every row that names a root instance, by it, with ids by the order of their making and times left out. */
async function rowsByInstance(filename: string): Promise<Map<string, unknown[]>> {
  const database = new sqlite3.Database(filename);
  const all = (sql: string) =>
    new Promise<Record<string, unknown>[]>((resolve, reject) =>
      database.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows))),
    );
  const byInstance = new Map<string, unknown[]>();
  const shared = new Set<string>();
  for (const { id } of await all('select id from definition_process union all select id from definition_deployment'))
    shared.add(String(id));
  const names = new Map<string, Map<string, string>>();
  for (const { name, columns } of batchTables) {
    if (!columns.some((column) => column.name === 'root_id')) continue;
    for (const row of await all(`select * from ${name} order by id`)) {
      const rootId = String(row['root_id']);
      const known = names.get(rootId) ?? new Map<string, string>();
      names.set(rootId, known);
      const text = JSON.stringify(row)
        .replace(/\b[0-9a-z]{20}\b/g, (id) => {
          if (shared.has(id)) return id;
          if (!known.has(id)) known.set(id, `id ${known.size}`);
          return known.get(id)!;
        })
        .replace(/\b\d{13}\b/g, 'time');
      byInstance.set(rootId, [...(byInstance.get(rootId) ?? []), `${name} ${text}`]);
    }
  }
  await new Promise<void>((resolve) => database.close(() => resolve()));
  return byInstance;
}
