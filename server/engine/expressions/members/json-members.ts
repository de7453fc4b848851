import { type ElJson, type ElValue, elInteger, fromJson, toJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { findByPath } from '../json-path.ts';
import { beanMembers, type MemberTable, type Method, method, textArgument, wholeArgument } from './member-table.ts';

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
function node(json: unknown): ElJson {
  return { type: 'Json', json };
}
function kindOf(json: unknown): string {
  if (json === null) return 'Null';
  if (Array.isArray(json)) return 'Array';
  const kind = typeof json;
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
function elementsOf(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new EvaluationFailure('other', `Unable to parse 'ARRAY' from a ${kindOf(json)}`);
  return json;
}

/** A scalar of a JSON tree in the type asked for. Shared with what a JSON path finds. */
export function scalarOf(json: unknown, kind: 'string' | 'number' | 'boolean'): ElValue {
  if (typeof json === kind) return fromJson(json);
  throw new EvaluationFailure('other', `Unable to parse '${kind}' from a ${kindOf(json)}`);
}

/** A list of JSON nodes, each wrapped, as Spin's `elements()` gives them. */
export function nodesOf(json: unknown): ElValue {
  return { type: 'List', items: elementsOf(json).map(node) };
}

/** The member of a JSON object; null when it has none, as a Java map answers. */
export function jsonMember(json: unknown, name: string): ElValue {
  return isObject(json) && Object.hasOwn(json, name) ? fromJson(json[name]) : null;
}

function size(json: unknown): number {
  return typeof json === 'object' && json !== null ? Object.keys(json).length : 0;
}

/** What Spin's JSON node offers for reading. */
const spin: Record<string, Method<ElJson>> = {
  prop: method(1, ({ json }, args) => {
    const name = textArgument(args, 0);
    if (!isObject(json) || !Object.hasOwn(json, name)) throw new EvaluationFailure('other', `Unable to find '${name}'`);
    return node(json[name]);
  }),
  hasProp: method(1, ({ json }, args) => isObject(json) && Object.hasOwn(json, textArgument(args, 0))),
  fieldNames: method(0, ({ json }) => ({ type: 'List', items: isObject(json) ? Object.keys(json) : [] })),
  value: method(0, ({ json }) => {
    if (typeof json === 'object' && json !== null) {
      throw new EvaluationFailure('other', `Unable to parse 'value' from a ${kindOf(json)}`);
    }
    return fromJson(json);
  }),
  stringValue: method(0, ({ json }) => scalarOf(json, 'string')),
  numberValue: method(0, ({ json }) => scalarOf(json, 'number')),
  boolValue: method(0, ({ json }) => scalarOf(json, 'boolean')),
  elements: method(0, ({ json }) => nodesOf(json)),
  isObject: method(0, ({ json }) => isObject(json)),
  isArray: method(0, ({ json }) => Array.isArray(json)),
  isValue: method(0, ({ json }) => typeof json !== 'object' || json === null),
  isString: method(0, ({ json }) => typeof json === 'string'),
  isNumber: method(0, ({ json }) => typeof json === 'number'),
  isBoolean: method(0, ({ json }) => typeof json === 'boolean'),
  isNull: method(0, ({ json }) => json === null),
  jsonPath: method(1, ({ json }, args) => {
    const path = textArgument(args, 0);
    return { type: 'JsonPath', path, found: findByPath(json, path) };
  }),
  toString: method<ElJson>(0, ({ json }) => JSON.stringify(json)),
};

/**
 * What Java's maps and lists offer for reading: a value posted as a bare JSON object or list is one of these on the
 * reference, and keeps its text as `Json` here.
 */
const collection: Record<string, Method<ElJson>> = {
  get: method(1, ({ json }, args) => {
    if (!Array.isArray(json)) return jsonMember(json, textArgument(args, 0));
    const at = wholeArgument(args, 0);
    if (at < 0 || at >= json.length) {
      throw new EvaluationFailure('other', `Index ${at} out of bounds for length ${json.length}`);
    }
    return fromJson(json[at]);
  }),
  containsKey: method(1, ({ json }, args) => isObject(json) && Object.hasOwn(json, textArgument(args, 0))),
  containsValue: method(1, ({ json }, [sought = null]) => {
    return isObject(json) && Object.values(json).some((value) => sameItem(value, sought));
  }),
  keySet: method(0, ({ json }) => ({ type: 'List', items: isObject(json) ? Object.keys(json) : [] })),
  values: method(0, ({ json }) => ({ type: 'List', items: isObject(json) ? Object.values(json).map(fromJson) : [] })),
  size: method(0, ({ json }) => elInteger(size(json))),
  isEmpty: method(0, ({ json }) => size(json) === 0),
  contains: method(1, ({ json }, [sought = null]) => elementsOf(json).some((item) => sameItem(item, sought))),
  indexOf: method(1, ({ json }, [sought = null]) => {
    return elInteger(elementsOf(json).findIndex((item) => sameItem(item, sought)));
  }),
};

function sameItem(item: unknown, sought: ElValue): boolean {
  return JSON.stringify(item) === JSON.stringify(toJson(sought));
}

/** Everything that can be called on a JSON tree. */
export const jsonMembers: MemberTable<ElJson> = beanMembers<ElJson>({}, { ...collection, ...spin });
