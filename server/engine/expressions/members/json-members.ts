import { detach, type ElJson, type ElValue, elInteger, fromJson, inTree, toJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { findByPath } from '../json-path.ts';
import { beanMembers, type MemberTable, type Method, method, textArgument, wholeArgument } from './member-table.ts';

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
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
export function nodesOf(json: unknown, tree: Pick<ElJson, 'of'>): ElValue {
  return { type: 'List', items: elementsOf(json).map((item) => inTree(tree, item)) };
}

/** The member of a JSON object; null when it has none, as a Java map answers. */
export function jsonMember(tree: ElJson, name: string): ElValue {
  const { json } = tree;
  return isObject(json) && Object.hasOwn(json, name) ? fromJson(json[name], tree) : null;
}

/** The inside of a tree that `call` is about to change. */
function changing<T>(tree: ElJson, call: string, isFit: (json: unknown) => json is T): T {
  const { json } = tree;
  if (!isFit(json)) throw new EvaluationFailure('other', `${call} cannot change a ${kindOf(json)}`);
  detach(tree);
  return json;
}

function indexIn(json: readonly unknown[], args: readonly ElValue[], call: string, last: number): number {
  const at = wholeArgument(args, 0);
  const index = at < 0 ? json.length + at : at;
  if (index < 0 || index > last)
    throw new EvaluationFailure('other', `${call}: Index ${at} out of bounds for length ${json.length}`);
  return index;
}

/** Sets a member as data, whatever its name. */
function define(json: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(json, name, { value, writable: true, enumerable: true, configurable: true });
}

function size(json: unknown): number {
  return typeof json === 'object' && json !== null ? Object.keys(json).length : 0;
}

/** What Spin's JSON node offers. What is changed stays in this value: set the variable to it to keep it. */
const spin: Record<string, Method<ElJson>> = {
  prop: {
    min: 1,
    max: 2,
    call: (tree, args) => {
      const { json } = tree;
      const name = textArgument(args, 0);
      if (args.length === 2) {
        define(changing(tree, 'prop', isObject), name, toJson(args[1] ?? null));
        return tree;
      }
      if (!isObject(json) || !Object.hasOwn(json, name))
        throw new EvaluationFailure('other', `Unable to find '${name}'`);
      return inTree(tree, json[name]);
    },
  },
  deleteProp: method(1, (tree, args) => {
    const name = textArgument(args, 0);
    const json = changing(tree, 'deleteProp', isObject);
    if (!Object.hasOwn(json, name)) throw new EvaluationFailure('other', `deleteProp: Unable to find '${name}'`);
    delete json[name];
    return tree;
  }),
  append: method(1, (tree, [item = null]) => {
    changing(tree, 'append', Array.isArray).push(toJson(item));
    return tree;
  }),
  insertAt: method(2, (tree, args) => {
    const json = changing(tree, 'insertAt', Array.isArray);
    json.splice(indexIn(json, args, 'insertAt', json.length), 0, toJson(args[1] ?? null));
    return tree;
  }),
  remove: method(1, (tree, [item = null]) => {
    const json = changing(tree, 'remove', Array.isArray);
    const at = json.findIndex((one) => sameItem(one, item));
    if (at < 0)
      throw new EvaluationFailure('other', `remove: the list does not contain ${JSON.stringify(toJson(item))}`);
    json.splice(at, 1);
    return tree;
  }),
  removeAt: method(1, (tree, args) => {
    const json = changing(tree, 'removeAt', Array.isArray);
    json.splice(indexIn(json, args, 'removeAt', json.length - 1), 1);
    return tree;
  }),
  removeLast: method(0, (tree) => {
    changing(tree, 'removeLast', Array.isArray).pop();
    return tree;
  }),
  lastIndexOf: method(1, ({ json }, [sought = null]) => {
    return elInteger(elementsOf(json).findLastIndex((item) => sameItem(item, sought)));
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
  elements: method(0, (tree) => nodesOf(tree.json, tree)),
  isObject: method(0, ({ json }) => isObject(json)),
  isArray: method(0, ({ json }) => Array.isArray(json)),
  isValue: method(0, ({ json }) => typeof json !== 'object' || json === null),
  isString: method(0, ({ json }) => typeof json === 'string'),
  isNumber: method(0, ({ json }) => typeof json === 'number'),
  isBoolean: method(0, ({ json }) => typeof json === 'boolean'),
  isNull: method(0, ({ json }) => json === null),
  jsonPath: method(1, (tree, args) => {
    const path = textArgument(args, 0);
    return { ...inTree(tree, null), type: 'JsonPath', path, found: findByPath(tree.json, path) };
  }),
  toString: method<ElJson>(0, ({ json }) => JSON.stringify(json)),
};

/**
 * What Java's maps and lists offer for reading: a value posted as a bare JSON object or list is one of these on the
 * reference, and keeps its text as `Json` here.
 */
const collection: Record<string, Method<ElJson>> = {
  get: method(1, (tree, args) => {
    const { json } = tree;
    if (!Array.isArray(json)) return jsonMember(tree, textArgument(args, 0));
    const at = wholeArgument(args, 0);
    if (at < 0 || at >= json.length) {
      throw new EvaluationFailure('other', `Index ${at} out of bounds for length ${json.length}`);
    }
    return fromJson(json[at], tree);
  }),
  getOrDefault: method(2, (tree, args) => {
    const { json } = tree;
    const name = textArgument(args, 0);
    return isObject(json) && Object.hasOwn(json, name) ? jsonMember(tree, name) : (args[1] ?? null);
  }),
  containsKey: method(1, ({ json }, args) => isObject(json) && Object.hasOwn(json, textArgument(args, 0))),
  containsValue: method(1, ({ json }, [sought = null]) => {
    return isObject(json) && Object.values(json).some((value) => sameItem(value, sought));
  }),
  keySet: method(0, ({ json }) => ({ type: 'List', items: isObject(json) ? Object.keys(json) : [] })),
  values: method(0, (tree) => ({
    type: 'List',
    items: isObject(tree.json) ? Object.values(tree.json).map((item) => fromJson(item, tree)) : [],
  })),
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
