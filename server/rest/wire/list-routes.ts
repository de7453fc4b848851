import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import type { ListQuery, Page, Sorting as SortingOf } from '../../commands/lists.ts';
import type { RestApp } from '../rest-app.ts';
import { isForegone, optionalFilters, storeFilter } from './list-filter.ts';
import { RequestError } from './request-error.ts';
import { CountOut, ErrorOut, type Foregone } from './schema.ts';

/** Filters that need nothing of the store: only the null tenant exists. */
type TenantFilter = 'tenantIdIn' | 'withoutTenantId';

type StoreFilterOf<Filter> = {
  [Name in keyof Filter]: Filter[Name] extends Foregone ? never : Name;
}[Exclude<keyof Filter, TenantFilter>];

/** A call of `listRoutes` lacks an argument, of this type, when the store does not know one of the filters. */
type UnknownFilters<Filter extends TObject, StoreFilter> =
  Exclude<StoreFilterOf<Static<Filter>>, keyof StoreFilter> extends never
    ? []
    : [unknown: Exclude<StoreFilterOf<Static<Filter>>, keyof StoreFilter>];

/** The answers a query of the list may shape. */
export interface ListOptions {
  deserializeValues?: boolean;
  includeInputs?: boolean;
  includeOutputs?: boolean;
  withCommentAttachmentInfo?: boolean;
}

interface ListRoutes<Filter extends TObject, StoreFilter, Row, Item extends TSchema> {
  /** URL below `/engine-rest`. */
  path: string;
  tag: string;
  /** Every filter, all optional; the same names in the query string, in the body and in the store. */
  filter: Filter;
  source: ListQuery<StoreFilter, Row>;
  item: Item;
  write: (row: Row, options: ListOptions) => Static<Item>;
  /** Adds to the items of a page what is not in their rows. */
  complete?: (items: Static<Item>[], options: ListOptions) => Promise<Static<Item>[]>;
  /** Whether the list has its POST twins. */
  post?: boolean;
  /** Whether POST bodies may hold `orQueries`. */
  orQueries?: boolean;
}

const Paging = { firstResult: Type.Optional(Type.Integer()), maxResults: Type.Optional(Type.Integer()) };
const Options = {
  deserializeValues: Type.Optional(Type.Boolean()),
  includeInputs: Type.Optional(Type.Boolean()),
  includeOutputs: Type.Optional(Type.Boolean()),
  withCommentAttachmentInfo: Type.Optional(Type.Boolean()),
};
const SortOrder = Type.Unsafe<'asc' | 'desc'>({ type: 'string', enum: ['asc', 'desc'] });
const Sorting = Type.Array(
  Type.Object({
    sortBy: Type.Optional(Type.String()),
    sortOrder: Type.Optional(SortOrder),
    parameters: Type.Optional(Type.Object({ variable: Type.String(), type: Type.Optional(Type.String()) })),
  }),
);

/** Registers `GET path`, `GET path/count` and, where they exist, the POST twins of both. */
export function listRoutes<Filter extends TObject, StoreFilter, Row, Item extends TSchema>(
  app: RestApp,
  engine: EngineContext,
  {
    path,
    tag,
    filter,
    source,
    item,
    write,
    complete,
    post = false,
    orQueries = false,
  }: ListRoutes<Filter, StoreFilter, Row, Item>,
  ..._unknown: UnknownFilters<Filter, StoreFilter>
): void {
  const names = Object.keys(filter.properties);
  const optional = optionalFilters(filter);
  const reader = () => engine.store.reader;
  const items = { 200: Type.Array(item), '4xx': ErrorOut };
  const count = { 200: CountOut, '4xx': ErrorOut };
  const Sort = { sortBy: Type.Optional(Type.String()), sortOrder: Type.Optional(SortOrder) };

  const filterOf = (given: object) => storeFilter<StoreFilter>(engine, names, given);
  const answer = async (given: object, page: Page, options: ListOptions) => {
    if (isForegone(given)) return [];
    const rows = await source.list(reader(), filterOf(given), page);
    const items = rows.map((row) => write(row, options)) as Static<Item>[];
    return complete ? complete(items, options) : items;
  };

  const counted = async (given: object) => (isForegone(given) ? 0 : source.count(reader(), filterOf(given)));

  app.get(
    path,
    {
      schema: {
        tags: [tag],
        querystring: Type.Object({ ...optional, ...Sort, ...Paging, ...Options }),
        response: items,
      },
    },
    (request) => {
      const query = request.query as PageQuery & ListOptions;
      return answer(query, pageOf(query, singleSorting(query), source.sortings), query);
    },
  );
  app.get(
    `${path}/count`,
    { schema: { tags: [tag], querystring: Type.Object({ ...optional, ...Sort }), response: count } },
    async (request) => {
      const query = request.query as PageQuery;
      pageOf(query, singleSorting(query), source.sortings);
      return { count: await counted(query) };
    },
  );
  if (!post) return;
  const nested = orQueries ? { orQueries: Type.Optional(Type.Array(Type.Object(optional))) } : {};
  app.post(
    path,
    {
      schema: {
        tags: [tag],
        querystring: Type.Object({ ...Paging, ...Options }),
        body: Type.Object({ ...optional, ...nested, sorting: Type.Optional(Sorting) }),
        response: items,
      },
    },
    (request) => {
      const { sorting } = request.body as { sorting?: SortingIn[] };
      const query = request.query as PageQuery & ListOptions;
      return answer(request.body as object, pageOf(query, sorting ?? [], source.sortings), query);
    },
  );
  app.post(
    `${path}/count`,
    { schema: { tags: [tag], body: Type.Object({ ...optional, ...nested }), response: count } },
    async (request) => ({ count: await counted(request.body as object) }),
  );
}

/** What all rows have alike, as none belongs to a tenant or a case: such an order changes nothing. */
const SAME_FOR_ALL = /^(tenantId|case(Instance|Execution|Definition)Id)$/;

interface PageQuery {
  firstResult?: number;
  maxResults?: number;
  sortBy?: string;
  sortOrder?: 'asc' | 'desc';
}
type SortingIn = Partial<SortingOf>;

function singleSorting({ sortBy, sortOrder }: PageQuery): SortingIn[] {
  if (sortBy === undefined && sortOrder === undefined) return [];
  return [{ ...(sortBy === undefined ? {} : { sortBy }), ...(sortOrder === undefined ? {} : { sortOrder }) }];
}

function pageOf({ firstResult, maxResults }: PageQuery, sorting: SortingIn[], sortings: readonly string[]): Page {
  return {
    sorting: sorting.flatMap(({ sortBy, sortOrder, parameters }) => {
      if (sortBy === undefined || sortOrder === undefined) {
        throw new RequestError(400, 'Only a single sorting parameter specified. sortBy and sortOrder required');
      }
      if (!sortings.includes(sortBy) && SAME_FOR_ALL.test(sortBy)) return [];
      if (!sortings.includes(sortBy))
        throw new RequestError(400, `Cannot set query parameter 'sortBy' to value '${sortBy}'`);
      return [{ sortBy, sortOrder, ...(parameters ? { parameters } : {}) }];
    }),
    ...(firstResult === undefined ? {} : { firstResult: Math.max(0, firstResult) }),
    ...(maxResults === undefined ? {} : { maxResults }),
  };
}
