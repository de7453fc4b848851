import { expect, it } from 'vitest';
import type { ListQuery, WithOrQueries } from '../../server/store/list-query.ts';
import type { Store } from '../../server/store/store.ts';
import type { VariableFilter } from '../../server/store/variable-filter.ts';

/** A filter and the ids of the rows it leaves, in order. */
export type Case<Filter> = readonly [filter: Filter & { orQueries?: readonly Filter[] }, ids: readonly string[]];

export interface ListCases<Filter extends object, Item> {
  list: ListQuery<Filter, Item>;
  /** A filter that every case starts from. */
  base: Filter;
  cases: readonly Case<Partial<Filter>>[];
  /** `sortBy` and the ids in ascending order, `a b` where two are equal and stand in the order of their ids. */
  sorted: Readonly<Record<string, readonly string[]>>;
}

/** That a variable has this value, or stands to it as `operator` says. */
export const is = (
  name: string,
  value: VariableFilter['value'],
  operator: VariableFilter['operator'] = 'eq',
): VariableFilter => ({ name, operator, value });

/** Tries every case, its count and its pages, and that no filter and no sorting of the list is left untried. */
export function tryList<Filter extends object, Item extends { id: string }>(
  store: () => Store,
  tried: ListCases<Filter, Item>,
): void {
  const { list, base, cases, sorted } = tried;
  const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

  it.each(cases)('when the filter is %j, then the list holds %j', async (filter, ids) => {
    const whole = { ...base, ...filter } as WithOrQueries<Filter>;
    expect(idsOf(await list.list(store().reader, whole)).sort()).toEqual([...ids].sort());
    expect(await list.count(store().reader, whole)).toBe(ids.length);
  });

  it.each(Object.entries(sorted))(
    'when it is sorted by %s, then it runs %j, and the other way when descending',
    async (sortBy, ids) => {
      const sorting = { sortBy, parameters: { variable: 'amount', type: 'Integer' } };
      const ordered = async (sortOrder: 'asc' | 'desc') =>
        idsOf(await list.list(store().reader, base, { sorting: [{ ...sorting, sortOrder }] }));
      expect(await ordered('asc')).toEqual(ids.flatMap((equals) => equals.split(' ')));
      expect(await ordered('desc')).toEqual(ids.toReversed().flatMap((equals) => equals.split(' ')));
    },
  );

  it('when it is asked for by pages, then together they are the whole list', async () => {
    const whole = await list.list(store().reader, base);
    const pages: Item[] = [];
    for (let firstResult = 0; firstResult < whole.length; firstResult += 2) {
      pages.push(...(await list.list(store().reader, base, { firstResult, maxResults: 2 })));
    }
    expect(pages).toEqual(whole);
    expect(await list.list(store().reader, base, { firstResult: 1 })).toEqual(whole.slice(1));
    expect(await list.list(store().reader, base, { maxResults: 0 })).toEqual([]);
  });

  it('when one is asked for by its id, then it is the one of the list', async () => {
    const [first] = await list.list(store().reader, base);
    expect(await list.find(store().reader, first!.id)).toEqual(first);
    expect(await list.find(store().reader, 'nobody')).toBeUndefined();
  });

  it('when somebody sorts by an unknown word, then it is refused', async () => {
    const sorting = [{ sortBy: 'weather', sortOrder: 'asc' as const }];
    await expect(list.list(store().reader, base, { sorting })).rejects.toThrow('cannot sort by weather');
  });

  it('then every filter and every sorting was tried', () => {
    const names = cases.flatMap(([filter]) => Object.keys(filter));
    expect(list.filters.filter((name) => !names.includes(name) && !(name in base))).toEqual([]);
    expect(list.sortings.filter((name) => !(name in sorted))).toEqual([]);
  });
}
