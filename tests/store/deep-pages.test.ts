import knexFactory, { type Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listQuery } from '../../server/store/list-query.ts';

interface Filter {
  even?: boolean;
}

const COUNT = 3_000;
/** Rows that many others are equal to, so that only the id orders them. */
const numbers = listQuery<Filter, Record<string, unknown>>({
  from: (knex) => knex('number as t').leftJoin('kind as k', 'k.kind', 't.kind'),
  columns: ['t.id', 't.kind', 'k.word'],
  conditions: { even: (query) => query.whereRaw('t.value % 2 = 0') },
  sortings: { kind: 't.kind' },
  read: (answer) => answer,
});

describe('pages of a long list', () => {
  let knex: Knex;
  beforeAll(async () => {
    knex = knexFactory({ client: 'sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true });
    await knex.raw('create table number (id text primary key, value integer, kind integer)');
    await knex.raw('create table kind (kind integer, word text)');
    await knex.raw(`insert into kind values (0, 'none'), (1, 'one'), (2, 'two')`);
    const series = `with recursive s(value) as (select 1 union all select value + 1 from s where value < ${COUNT})`;
    const id = `printf('%05d', (value * 7919) % ${COUNT})`;
    await knex.raw(`insert into number ${series} select ${id}, value, value % 4 from s`);
  });
  afterAll(() => knex?.destroy());

  test.each([
    [{}, []],
    [{ even: true }, []],
    [{}, [{ sortBy: 'kind', sortOrder: 'desc' as const }]],
    [{ even: true }, [{ sortBy: 'kind', sortOrder: 'asc' as const }]],
  ])(
    'given filter %j and order %j, when read page by page, then each row comes once, in its place',
    async (filter, sorting) => {
      const whole = await numbers.list(knex, filter, { sorting });
      expect(whole.length).toBe('even' in filter ? COUNT / 2 : COUNT);
      const paged: Record<string, unknown>[] = [];
      for (let firstResult = 0; firstResult < whole.length; firstResult += 333)
        paged.push(...(await numbers.list(knex, filter, { sorting, firstResult, maxResults: 333 })));
      expect(paged).toEqual(whole);
      expect(await numbers.list(knex, filter, { sorting, firstResult: 1_400 })).toEqual(whole.slice(1_400));
      expect(await numbers.list(knex, filter, { sorting, firstResult: COUNT, maxResults: 5 })).toEqual([]);
    },
  );
});
