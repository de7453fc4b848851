import { type TObject, type TSchema, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import type { ListQuery, WithOrQueries } from '../../commands/lists.ts';
import { badRequest } from './request-error.ts';

/** The filters of a list, all of them optional. */
export function optionalFilters(filter: TObject): Record<string, TSchema> {
  const names = Object.keys(filter.properties);
  return Object.fromEntries(names.map((name) => [name, Type.Optional(filter.properties[name]!)]));
}

/** The filters that a request gave, as the store takes them. */
export function storeFilter<StoreFilter>(
  engine: EngineContext,
  names: readonly string[],
  given: object,
): WithOrQueries<StoreFilter> {
  refuseExpressions(given);
  const picked: Record<string, unknown> = { now: engine.clock.now() };
  for (const name of [...names, 'orQueries']) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined) picked[name] = value;
  }
  for (const group of Array.isArray(picked['orQueries']) ? picked['orQueries'] : []) {
    refuseExpressions(group);
    group.now = picked['now'];
  }
  // The reader has given every value the type that its schema names, and the names are the store's own.
  return picked as WithOrQueries<StoreFilter>;
}

/** Filters may not be expressions that the server would evaluate: the reference forbids them too, unless it is told otherwise. */
function refuseExpressions(given: object): void {
  const asked = Object.entries(given).find(
    ([name, value]) => name.endsWith('Expression') && value !== undefined && value !== null,
  );
  if (asked) {
    throw badRequest(
      `Expressions are forbidden in adhoc queries. This behavior can be toggled in the process engine configuration (${asked[0]})`,
    );
  }
}

/** Filters that nothing here can meet: there are no cases, no batch has variables, no job is held by an executor. */
const FINDS_NOTHING = /^(case|superCase|subCase)[A-Z]|^batchIdIn$|^acquired$|^hostname$/;
const FINDS_WITHOUT_TENANT = /^include\w+WithoutTenantId$/;

/** Asked for what there is not: things of a case, or of named tenants only. */
export function isForegone(given: object): boolean {
  const asked = Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== false);
  if (asked.some(([name]) => FINDS_NOTHING.test(name))) return true;
  const ofTenant = asked.some(([name]) => name === 'tenantIdIn');
  return ofTenant && !asked.some(([name, value]) => FINDS_WITHOUT_TENANT.test(name) && value === true);
}

/** A list's query inside the body of another request, as `processInstanceQuery`. */
export function queryIn(filter: TObject) {
  const optional = optionalFilters(filter);
  return Type.Optional(Type.Object({ ...optional, orQueries: Type.Optional(Type.Array(Type.Object(optional))) }));
}

/** The ids of all that such a query finds; none without a query. */
export async function idsFoundBy<StoreFilter>(
  engine: EngineContext,
  source: ListQuery<StoreFilter, unknown>,
  given: object | undefined,
): Promise<string[]> {
  if (given === undefined || isForegone(given)) return [];
  return source.ids(engine.store.reader, storeFilter<StoreFilter>(engine, source.filters, given));
}
