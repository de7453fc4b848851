import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { batchTables, definitionTables, ownTransactionTables } from '../../server/store/tables.ts';
import { backends, type Place } from './backends.ts';

const GOLDEN = new URL('../../server/store/migrations/schema.sql', import.meta.url);

describe.each(backends)('given a new database on $name', (backend) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await backend.newPlace();
    store = await place.open();
  });
  afterAll(() => place.remove());

  it.each([...batchTables, ...definitionTables, ...ownTransactionTables])(
    'then $name has exactly the columns of its list',
    async (table) => {
      const columns = await store.reader(table.name).columnInfo();
      const types = { text: /text/, integer: /bigint/, real: /double/, boolean: /boolean/, json: /text/ };
      expect(Object.keys(columns).sort()).toEqual(table.columns.map(({ name }) => name).sort());
      for (const { name, type } of table.columns) expect(columns[name]?.type, name).toMatch(types[type]);
    },
  );
});

describe('given the migrations', () => {
  it('then what they make is the golden schema', async () => {
    const place = await backends[0]!.newPlace();
    const store = await place.open();
    const rows: { sql: string }[] = await store
      .reader('sqlite_master')
      .select('sql')
      .whereNotNull('sql')
      .whereIn('type', ['table', 'index'])
      .orderByRaw("tbl_name, type = 'index', name");
    await place.remove();
    const schema = `${rows.map(({ sql }) => `${sql.replace(/^ {4}/gm, '')};`).join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, schema);
    expect(schema).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});
