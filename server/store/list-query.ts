import type { Knex } from 'knex';

export interface Sorting {
  sortBy: string;
  sortOrder: 'asc' | 'desc';
  /** Of a sorting by variable: its name and type (`String` when absent). */
  parameters?: { variable: string; type?: string };
}

/** `firstResult` counts from 0; without `maxResults` all rows are answered, a negative one answers none. */
export interface Page {
  sorting?: readonly Sorting[];
  firstResult?: number;
  maxResults?: number;
}

/** Narrows a query by one filter value; `filter` is the whole filter, for values that qualify others. */
export type Condition<Value, Filter> = (query: Knex.QueryBuilder, value: Value, filter: Filter) => void;

/** One condition for every filter. A filter that is absent, null or false says nothing. */
export type Conditions<Filter> = {
  readonly [Name in keyof Filter]-?: Condition<NonNullable<Filter[Name]>, Filter>;
};

/** A column to sort by (marked `nullable` when it may be empty: empty sorts first), or a rule of its own. */
export type SortTerm =
  | string
  | { nullable: string }
  | ((query: Knex.QueryBuilder, order: 'asc' | 'desc', parameters: Sorting['parameters']) => void);

export interface ListDefinition<Filter, Item> {
  /** The tables, joined; the listed one has the alias `t`. */
  from(knex: Knex): Knex.QueryBuilder;
  columns: readonly string[];
  /** Ends every order, so that pages do not overlap; `t.id` when absent. */
  id?: string;
  conditions: Conditions<Filter>;
  /** What holds whether or not a filter asks for it. */
  always?(query: Knex.QueryBuilder, filter: Filter): void;
  sortings: Readonly<Record<string, SortTerm>>;
  read(answer: Record<string, unknown>): Item;
}

/** A filter with groups of which each must hold in at least one of its members. */
export type WithOrQueries<Filter> = Filter & { orQueries?: readonly Filter[] };

/**
 * Pages that begin so far down are found by their ids first: what is skipped then costs a step through an index, and not a row with all its
 * columns.
 */
const DEEP = 1_000;

/** The order that was asked for is not offered. */
export class UnknownSorting extends Error {
  constructor(sortBy: string) {
    super(`cannot sort by ${sortBy}`);
    this.name = 'UnknownSorting';
  }
}

/** The list behind one resource of the contract. */
export interface ListQuery<Filter, Item> {
  /** The names of the filters. */
  readonly filters: readonly string[];
  /** The legal words for `sortBy`. */
  readonly sortings: readonly string[];
  /** @throws UnknownSorting */
  list(reader: Knex, filter: WithOrQueries<Filter>, page?: Page): Promise<Item[]>;
  count(reader: Knex, filter: WithOrQueries<Filter>): Promise<number>;
  /** The ids alone, in their order: for what is done to all that a filter finds. */
  ids(reader: Knex, filter: WithOrQueries<Filter>): Promise<string[]>;
  find(reader: Knex, id: string): Promise<Item | undefined>;
}

/** Makes the list of a table from its columns, conditions and sort terms. */
export function listQuery<Filter extends object, Item>(
  definition: ListDefinition<Filter, Item>,
): ListQuery<Filter, Item> {
  const { conditions, sortings, read } = definition;
  const idColumn = definition.id ?? 't.id';

  async function list(reader: Knex, filter: WithOrQueries<Filter>, page: Page = {}): Promise<Item[]> {
    const { sorting = [], firstResult = 0, maxResults } = page;
    for (const { sortBy } of sorting) if (!Object.hasOwn(sortings, sortBy)) throw new UnknownSorting(sortBy);
    if (maxResults !== undefined && maxResults <= 0) return [];
    const order = (query: Knex.QueryBuilder): Knex.QueryBuilder => {
      for (const { sortBy, sortOrder, parameters } of sorting)
        sortByTerm(query, sortings[sortBy]!, sortOrder, parameters);
      return query.orderBy(idColumn);
    };
    const cut = (query: Knex.QueryBuilder): Knex.QueryBuilder => {
      if (maxResults !== undefined) query.limit(maxResults);
      else if (firstResult > 0) query.limit(Number.MAX_SAFE_INTEGER);
      return firstResult > 0 ? query.offset(firstResult) : query;
    };
    const all = filtered(reader, filter);
    const query =
      firstResult < DEEP
        ? cut(order(all.select(definition.columns)))
        : order(definition.from(reader).select(definition.columns)).whereIn(idColumn, cut(order(all.select(idColumn))));
    const answers: Record<string, unknown>[] = await query;
    return answers.map(read);
  }

  async function count(reader: Knex, filter: WithOrQueries<Filter>): Promise<number> {
    const answer: { count: number | string } | undefined = await filtered(reader, filter).count({ count: '*' }).first();
    return Number(answer?.count ?? 0);
  }

  async function ids(reader: Knex, filter: WithOrQueries<Filter>): Promise<string[]> {
    return filtered(reader, filter).orderBy(idColumn).pluck(idColumn);
  }

  async function find(reader: Knex, id: string): Promise<Item | undefined> {
    const query: Promise<Record<string, unknown>[]> = definition
      .from(reader)
      .select(definition.columns)
      .where(idColumn, id);
    const [answer] = await query;
    return answer && read(answer);
  }

  function filtered(reader: Knex, { orQueries, ...filter }: WithOrQueries<Filter>): Knex.QueryBuilder {
    const query = definition.from(reader);
    // Taking `orQueries` away leaves a Filter again, which the compiler cannot see through the generic.
    const plain = filter as object as Filter;
    definition.always?.(query, plain);
    for (const apply of conditionsOf(plain)) apply(query);
    for (const group of orQueries ?? []) {
      const members = oneByOne(group).flatMap(conditionsOf);
      if (members.length > 0) {
        query.andWhere((either) => {
          for (const apply of members) either.orWhere((one) => apply(one));
        });
      }
    }
    return query;
  }

  function conditionsOf(filter: Filter): ((query: Knex.QueryBuilder) => void)[] {
    const applied: ((query: Knex.QueryBuilder) => void)[] = [];
    for (const name in conditions) {
      const value = filter[name];
      if (value === undefined || value === null || value === false) continue;
      applied.push((query) => conditions[name](query, value, filter));
    }
    return applied;
  }

  return { filters: Object.keys(conditions), sortings: Object.keys(sortings), list, count, ids, find };
}

/** In a group each condition on a variable is a member of its own: one that holds is enough. */
function oneByOne<Filter extends object>(group: Filter): Filter[] {
  const lists = Object.entries(group).filter(([name, value]) => /[vV]ariables$/.test(name) && Array.isArray(value));
  if (lists.length === 0) return [group];
  const qualifiers = Object.fromEntries(Object.entries(group).filter(([name]) => /IgnoreCase$/.test(name)));
  const rest = Object.fromEntries(Object.entries(group).filter(([name]) => !lists.some(([list]) => list === name)));
  const singles = lists.flatMap(([name, values]: [string, unknown[]]) =>
    values.map((value) => ({ ...qualifiers, [name]: [value] })),
  );
  // Each is a part of the group, which the compiler cannot see through the generic.
  return [rest, ...singles] as Filter[];
}

function sortByTerm(
  query: Knex.QueryBuilder,
  term: SortTerm,
  order: 'asc' | 'desc',
  parameters: Sorting['parameters'],
): void {
  if (typeof term === 'function') term(query, order, parameters);
  else if (typeof term === 'string') query.orderBy(term, order);
  else query.orderByRaw(`?? ${order} nulls ${order === 'asc' ? 'first' : 'last'}`, [term.nullable]);
}
