import { expect, it } from 'vitest';
import type { ListQuery, WithOrQueries } from '../../server/store/list-query.ts';
import type { Store } from '../../server/store/store.ts';

/** A filter and the marks of the rows it leaves, in order. */
export type Case<Filter> = readonly [filter: Filter & { orQueries?: readonly Filter[] }, marks: readonly string[]];

export interface ListCases<Filter extends object, Item> {
  list: ListQuery<Filter, Item>;
  /** A filter that every case starts from. */
  base: Filter;
  /** What to call a row in the cases. */
  mark: (item: Item) => string;
  cases: readonly Case<Partial<Filter>>[];
  /** `sortBy` and the marks in ascending order, `a b` where two are equal and stand in the order of their ids. */
  sorted: Readonly<Record<string, readonly string[]>>;
}

/** Tries every case, its count and its pages, and that no filter and no sorting of the list is left untried. */
export function tryList<Filter extends object, Item>(store: () => Store, tried: ListCases<Filter, Item>): void {
  const { list, base, mark, cases, sorted } = tried;
  const marksOf = (items: readonly Item[]) => items.map(mark);

  it.each(cases)('when the filter is %j, then the list holds %j', async (filter, marks) => {
    const whole = { ...base, ...filter } as WithOrQueries<Filter>;
    expect(marksOf(await list.list(store().reader, whole)).sort()).toEqual([...marks].sort());
    expect(await list.count(store().reader, whole)).toBe(marks.length);
  });

  it.each(Object.entries(sorted))(
    'when it is sorted by %s, then it runs %j, and the other way when descending',
    async (sortBy, marks) => {
      const sorting = { sortBy, parameters: { variable: 'amount', type: 'Integer' } };
      const ordered = async (sortOrder: 'asc' | 'desc') =>
        marksOf(await list.list(store().reader, base, { sorting: [{ ...sorting, sortOrder }] }));
      expect(await ordered('asc')).toEqual(marks.flatMap((equals) => equals.split(' ')));
      expect(await ordered('desc')).toEqual(marks.toReversed().flatMap((equals) => equals.split(' ')));
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
    const id: unknown = Reflect.get(first as object, 'id');
    expect(await list.find(store().reader, String(id))).toEqual(first);
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
