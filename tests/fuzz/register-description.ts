import { readFileSync } from 'node:fs';
import { RIGHTS } from '../../server/identity/rights.ts';

/** Any JSON: what a schema fuzzer makes of it is up to it. */
const ANYTHING = {};
const PAGES = ['casework', 'identity', 'what-if'].map((room) => `../../server/${room}/API.md`);
const MEMBER = /"([a-zA-Z]+)"/g;

/**
 * The register's routes as an OpenAPI document: addresses from the table of rights, which no route can do without; queries, and the members of a
 * body, from what the pages for people say behind the address, each with any value. Enough to ask what is refused, not what is right.
 * @param keys what stands for a petition, a unit, a year … in an address: some that exist
 */
export function describeRegister(keys: readonly string[]): { paths: Record<string, Record<string, object>> } {
  const page = PAGES.map(read).join('\n');
  const paths: Record<string, Record<string, object>> = {};
  const values = new Map<string, Set<string>>();
  for (const line of Object.keys(RIGHTS)) {
    const [method = '', address = '', , value] = line.split(' ');
    if (!address.startsWith('/api/')) continue;
    const path = address.replaceAll(/:(\w+)/g, '{$1}');
    const known = values.get(path) ?? new Set();
    values.set(path, known);
    if (value !== undefined) known.add(value);
    const said = wordsAbout(page, method, path);
    const withBody = !['GET', 'DELETE'].includes(method);
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        parameters: [...inPath(path, [...keys, ...known]), ...inQuery(said)],
        ...(withBody ? { requestBody: { content: contentOf(path, said, page) } } : {}),
        responses: { default: { description: 'whatever' } },
      },
    };
  }
  return { ...{ openapi: '3.1.0', info: { title: 'Register', version: '1' } }, paths };
}

function read(page: string): string {
  try {
    return readFileSync(new URL(page, import.meta.url), 'utf8');
  } catch {
    return '';
  }
}

/** What a page says from this address up to the next one; empty when it does not tell of it. */
function wordsAbout(page: string, method: string, path: string): string {
  const address = path.replaceAll(/\{\w+\}/g, '\\{\\w+\\}').replaceAll('/', '\\/');
  const found = new RegExp(`${method}\`? (?:${address}(?![\\w/{-]))`).exec(page);
  if (!found) return '';
  const rest = page.slice(found.index + found[0].length);
  const next = /`(GET|POST|PUT|DELETE) \/api/.exec(rest);
  return rest.slice(0, next?.index ?? 2000);
}

/** What a route may be sent: files and tables as such, everything else as JSON, whose members the whole page names when its own words do not. */
function contentOf(path: string, said: string, page: string): Record<string, object> {
  if (path.endsWith('/attachments')) {
    const file = { type: 'string', format: 'binary' };
    return { 'multipart/form-data': { schema: { type: 'object', properties: { file }, required: ['file'] } } };
  }
  if (path.endsWith('/import')) return { 'text/csv': { schema: { type: 'string' } } };
  const own = [...said.matchAll(MEMBER)];
  const members = new Set((own.length > 0 ? own : [...page.matchAll(MEMBER)]).map(([, name]) => name!));
  const properties = Object.fromEntries([...members].map((name) => [name, ANYTHING]));
  return { 'application/json': { schema: { type: 'object', properties } } };
}

function inPath(path: string, values: readonly string[]): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { anyOf: [{ enum: values }, { type: 'string', minLength: 1 }] },
  }));
}

/** `?a=&b=1` behind an address, or a line that begins with `Query`. */
function inQuery(said: string): object[] {
  const query = /^\?([^\s`]*)/.exec(said)?.[1]?.split('&') ?? [];
  const listed = /Query[^:]*: ([^\n]*\n[^\n]*\n[^\n]*)/.exec(said)?.[1] ?? '';
  const names = [...query, ...[...listed.matchAll(/`(\w+)/g)].map(([, name]) => name!)]
    .map((part) => part.split('=')[0]!)
    .filter((name) => /^[a-zA-Z]+$/.test(name));
  return [...new Set(names)].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
}
