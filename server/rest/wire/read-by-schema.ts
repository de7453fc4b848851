import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { RequestError } from './request-error.ts';
import { readConditionList, readConditionText, readDateConditions } from './variable-conditions.ts';
import { readDate } from './wire-date.ts';

/** What the reader looks at in a JSON schema. */
interface Shape {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  patternProperties?: Record<string, Shape>;
}

/** Where a value stands: its name, and the wording with which a wrong one is refused. */
interface Place {
  source: 'query' | 'body';
  name: string;
  /** What it stands in. The whole path is put together when something is wrong. */
  inside?: Place;
}

type Reader = (value: unknown, place: Place) => unknown;

/**
 * Turns the schemas of routes into readers, in place of a general validator, because the contract's rules are those of
 * a Java server: null is the same as absent, scalars are converted ("5" is a number, 5 a text), unknown keys are
 * let through, lists in a query string are comma separated, dates become epoch milliseconds, and a refusal has its own words.
 */
export const readBySchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'params' && isAllText(schema as Shape)) return passOn;
  const source = httpPart === 'body' ? 'body' : 'query';
  const read = readerOf(schema as Shape, source);
  return (value: unknown) => {
    try {
      return { value: read(value ?? {}, { source, name: '' }) };
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
};

const passOn = (value: unknown) => ({ value });

/** Whether every member is a text: parts of a path are texts already, and always there. */
function isAllText({ properties = {} }: Shape): boolean {
  return Object.values(properties).every(({ type, format, enum: words }) => type === 'string' && !format && !words);
}

function readerOf(shape: Shape, source: Place['source']): Reader {
  if (shape.format === 'variable-conditions') return source === 'query' ? conditionsOfQuery : readConditionList;
  if (shape.format === 'date-conditions') return readDateConditions;
  if (shape.format === 'date-time') return date;
  switch (shape.type) {
    case 'string':
      return shape.enum ? oneOf(shape.enum) : text;
    case 'integer':
      return (value, place) => number(value, place, true);
    case 'number':
      return (value, place) => number(value, place, false);
    case 'boolean':
      return boolean;
    case 'array':
      return list(shape.items ?? {}, source);
    case 'object':
      return object(shape, source);
    default:
      return (value) => value;
  }
}

function object(shape: Shape, source: Place['source']): Reader {
  const known = Object.entries(shape.properties ?? {}).map(
    ([name, property]) => [name, readerOf(property, source), property.type !== undefined] as const,
  );
  const required = shape.required ?? [];
  const every = Object.values(shape.patternProperties ?? {})[0];
  const readEvery = every && readerOf(every, source);
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(value, place, 'object');
    const given = value as Readonly<Record<string, unknown>>;
    const result: Record<string, unknown> = { ...given };
    if (readEvery)
      for (const name of Object.keys(given)) result[name] = readEvery(given[name] ?? {}, within(place, name));
    for (const [name, read, typed] of known) {
      const raw = given[name];
      if (raw === undefined) continue;
      if (raw === null && typed) delete result[name];
      else result[name] = read(raw, within(place, name));
    }
    for (const name of required) {
      if (result[name] === undefined) throw new RequestError(400, `${name} is required`);
    }
    return result;
  };
}

function list(items: Shape, source: Place['source']): Reader {
  const read = readerOf(items, source);
  return (value, place) => {
    const values = typeof value === 'string' && source === 'query' ? value.split(',') : value;
    if (!Array.isArray(values)) throw wrong(value, place, 'java.util.List');
    return values.map((item: unknown) => read(item, place));
  };
}

function conditionsOfQuery(value: unknown, place: Place): unknown {
  return readConditionText(text(value, place), pathOf(place));
}

function text(value: unknown, place: Place): string {
  // A query parameter given twice arrives as an array; the first one counts.
  const single: unknown = place.source === 'query' && Array.isArray(value) ? value[0] : value;
  if (typeof single === 'string') return single;
  if (typeof single === 'number' || typeof single === 'boolean' || typeof single === 'bigint') return String(single);
  throw wrong(value, place, 'java.lang.String');
}

function oneOf(words: unknown[]): Reader {
  return (value, place) => {
    if (words.includes(value)) return value;
    throw new RequestError(400, `Cannot set query parameter '${pathOf(place)}' to value '${String(value)}'`);
  };
}

function number(value: unknown, place: Place, whole: boolean): number {
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof result === 'number' && Number.isFinite(result) && !(whole && !Number.isSafeInteger(result))) return result;
  if (place.source === 'query' && (place.name === 'firstResult' || place.name === 'maxResults')) {
    throw new RequestError(404, `Cannot convert ${place.name}=${String(value)} to an integer`, 'QueryParamException');
  }
  throw wrong(value, place, whole ? 'java.lang.Integer' : 'java.lang.Double');
}

function boolean(value: unknown, place: Place): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw wrong(value, place, 'java.lang.Boolean');
}

function date(value: unknown, place: Place): number {
  const at = typeof value === 'string' ? readDate(value) : undefined;
  if (at === undefined) throw wrong(typeof value === 'string' ? `"${value}"` : value, place, 'java.util.Date');
  return at;
}

function within(place: Place, name: string): Place {
  return { source: place.source, name, inside: place };
}

function pathOf({ name, inside }: Place): string {
  const outer = inside === undefined ? '' : pathOf(inside);
  return outer === '' ? name : `${outer}.${name}`;
}

function wrong(value: unknown, place: Place, javaType: string): RequestError {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const reason = `Cannot convert value ${shown} to java type ${javaType}`;
  if (place.source === 'query') {
    const bare = javaType === 'java.util.Date' ? shown.slice(1, -1) : shown;
    return new RequestError(400, `Cannot set query parameter '${pathOf(place)}' to value '${bare}': ${reason}`);
  }
  const path = pathOf(place);
  return new RequestError(400, path === '' ? reason : `Cannot read '${path}': ${reason}`);
}
