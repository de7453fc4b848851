import { readFileSync } from 'node:fs';

/** Any JSON: what a schema fuzzer makes of it is up to it. */
const ANYTHING = {};
const ROUTE = /`(?:(GET|POST|PUT|DELETE)`, `)?(GET|POST|PUT|DELETE) (\/api\/[^\s`?]*)(?:\?([^\s`]*))?/g;

/**
 * The register's routes as an OpenAPI document, read out of the page that describes them to people: addresses and queries; of a
 * body, the names of members anywhere on the page, each with any value. Enough to ask what is refused, not what is right.
 * @param keys what stands for a petition, a document … in an address: some that exist
 */
export function describeRegister(keys: readonly string[]): object {
  const page = readFileSync(new URL('../../server/casework/API.md', import.meta.url), 'utf8');
  const members = [...new Set([...page.matchAll(/"([a-zA-Z]+)"/g)].map(([, name]) => name!))];
  const properties = Object.fromEntries(members.map((name) => [name, ANYTHING]));
  const paths: Record<string, Record<string, object>> = {};
  for (const [, other, method, path, query] of page.matchAll(ROUTE)) {
    for (const each of [other, method]) {
      if (each === undefined || path === undefined) continue;
      const operations = paths[path] ?? {};
      paths[path] = operations;
      operations[each.toLowerCase()] = {
        parameters: [...inPath(path, keys), ...inQuery(query ?? '')],
        ...(each === 'GET' || each === 'DELETE'
          ? {}
          : { requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } } }),
        responses: { default: { description: 'whatever' } },
      };
    }
  }
  return { openapi: '3.1.0', info: { title: 'Register', version: '1' }, paths };
}

function inPath(path: string, keys: readonly string[]): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { anyOf: [{ enum: keys }, { type: 'string', minLength: 1 }] },
  }));
}

function inQuery(query: string): object[] {
  return query
    .split('&')
    .map((part) => part.split('=')[0]!)
    .filter(Boolean)
    .map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
}
