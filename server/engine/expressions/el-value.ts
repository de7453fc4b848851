import type { Attr, Element } from '@xmldom/xmldom';
import { formatDate, parseDate } from './date-text.ts';
import { EvaluationFailure } from './expression-error.ts';
import type { DecisionRows, ExecutionScope, ExternalTaskScope, TaskScope } from './expression-scope.ts';
import { fromPlain, isJsonObject, parseJson, type TypedValue } from './typed-value.ts';
import { XmlTree } from './xml-tree.ts';

type NumberType = 'Short' | 'Integer' | 'Long' | 'Double';

/** A number that remembers its Java type. A variable that holds a number is one as it stands. */
export interface ElNumber {
  readonly type: NumberType;
  readonly value: number | string;
}
export interface ElDate {
  readonly type: 'Date';
  /** Wire text in UTC. */
  readonly value: string;
}
/** What `dateTime()` answers: a moment that can be calculated with in a zone. */
export interface ElDateTime {
  readonly type: 'DateTime';
  readonly epochMs: number;
  readonly zone: string;
}
export interface ElList {
  readonly type: 'List';
  readonly items: readonly ElValue[];
}
/** A JSON tree: a `Json` variable, or a JSON-serialised `Object`. */
export interface ElJson {
  readonly type: 'Json';
  readonly json: unknown;
  /** The variable whose parsed tree this is a part of, as long as nothing in it was changed. */
  readonly of?: TypedValue;
}
export interface ElJsonPath {
  readonly type: 'JsonPath';
  readonly path: string;
  readonly found: unknown;
  readonly of?: TypedValue;
}
export interface ElXmlAttribute {
  readonly type: 'XmlAttribute';
  readonly attribute: Attr;
}
export interface ElXPath {
  readonly type: 'XPath';
  readonly path: string;
  readonly element: Element;
  /** Namespaces by the prefix that the path gives them. */
  readonly namespaces: Readonly<Record<string, string>>;
}
export interface ElExecution {
  readonly type: 'execution';
  readonly execution: ExecutionScope;
}
export interface ElTask {
  readonly type: 'task';
  readonly task: TaskScope;
}
export interface ElExternalTask {
  readonly type: 'externalTask';
  readonly externalTask: ExternalTaskScope;
}
/** The result of a decision: its rows. */
export interface ElDecisionResult {
  readonly type: 'decisionResult';
  readonly rows: DecisionRows;
}
/** One row of a decision's result. */
export interface ElDecisionRow {
  readonly type: 'decisionRow';
  readonly row: DecisionRows[number];
}
/** The variables of a scope, by name. */
export interface ElVariableMap {
  readonly type: 'variableMap';
  readonly variables: Readonly<Record<string, TypedValue>>;
}
/** A variable whose inside expressions cannot see: File, Bytes, Java-serialised Object. */
interface ElOpaque {
  readonly type: 'opaque';
  readonly typed: TypedValue;
}
type ElObject =
  | ElNumber
  | ElDate
  | ElDateTime
  | ElList
  | ElJson
  | ElJsonPath
  | XmlTree
  | ElXmlAttribute
  | ElXPath
  | ElExecution
  | ElTask
  | ElExternalTask
  | ElDecisionResult
  | ElDecisionRow
  | ElVariableMap
  | ElOpaque;

/** A value while an expression is evaluated. Text and truth values stand for themselves. */
export type ElValue = null | boolean | string | ElObject;

export function isElNumber(value: { readonly type: string; readonly value?: unknown }): value is ElNumber {
  const type = value.type;
  return type === 'Integer' || type === 'Long' || type === 'Double' || type === 'Short';
}
function isElDate(value: TypedValue): value is TypedValue & ElDate {
  return value.type === 'Date' && typeof value.value === 'string';
}

const parsedJson = new WeakMap<TypedValue, { text: unknown; node: ElJson }>();

/** The tree of a JSON variable, parsed once as long as its text stays the same. */
function jsonNode(typed: TypedValue): ElJson {
  const known = parsedJson.get(typed);
  if (known !== undefined && known.text === typed.value) return known.node;
  const node: ElJson = { type: 'Json', json: parseJson(typed.value), of: typed };
  parsedJson.set(typed, { text: typed.value, node });
  return node;
}

/** A part of a JSON tree, in the same tree. */
export function inTree(tree: { readonly of?: TypedValue }, json: unknown): ElJson {
  return tree.of === undefined ? { type: 'Json', json } : { type: 'Json', json, of: tree.of };
}

/** A tree is about to be changed: it is no longer what its variable's text says. */
export function detach(tree: { readonly of?: TypedValue }): void {
  if (tree.of !== undefined) parsedJson.delete(tree.of);
}

/** A variable as expressions see it. A typed null is plain null: its type does not survive an expression. */
export function fromTyped(typed: TypedValue): ElValue {
  const value = typed.value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (isElNumber(typed)) return typed;
  if (isElDate(typed)) return typed;
  if (typed.type === 'Json' || isJsonObject(typed)) return jsonNode(typed);
  if (typed.type === 'String' && typeof value === 'string') return value;
  if (typed.type === 'Xml' && typeof value === 'string') return XmlTree.ofVariable(typed);
  return { type: 'opaque', typed };
}

/** A JSON value as expressions see it: texts, numbers and truth values for themselves, containers as trees. */
export function fromJson(json: unknown, tree: { readonly of?: TypedValue } = {}): ElValue {
  if (json === null || json === undefined) return null;
  if (typeof json === 'object') return inTree(tree, json);
  return fromTyped(fromPlain(json));
}

/**
 * The variable an evaluated value becomes. Lists become Json; a `dateTime()` becomes Date.
 * @throws EvaluationFailure for `execution` and `task`, which are no values
 */
export function toTyped(value: ElValue): TypedValue {
  if (value === null) return { type: 'Null', value: null };
  if (typeof value === 'string') return { type: 'String', value };
  if (typeof value === 'boolean') return { type: 'Boolean', value };
  switch (value.type) {
    case 'Short':
    case 'Integer':
    case 'Long':
    case 'Double':
    case 'Date':
      return { type: value.type, value: value.value };
    case 'DateTime':
      return { type: 'Date', value: formatDate(value.epochMs) };
    case 'Json':
      return { type: 'Json', value: JSON.stringify(value.json) };
    case 'Xml':
      return { type: 'Xml', value: value.toString() };
    case 'List':
    case 'decisionResult':
    case 'decisionRow':
    case 'variableMap':
      return { type: 'Json', value: JSON.stringify(toJson(value)) };
    case 'opaque': {
      const { type, value: text, info } = value.typed;
      return info === undefined ? { type, value: text } : { type, value: text, info };
    }
    default:
      throw new EvaluationFailure('other', `${value.type} itself is no value; name one of its properties`);
  }
}

/** An evaluated value as JSON holds it. */
export function toJson(value: ElValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value.type === 'Json') return value.json;
  if (value.type === 'List') return value.items.map(toJson);
  if (value.type === 'decisionResult') return value.rows.map((row) => toJson({ type: 'decisionRow', row }));
  if (value.type === 'decisionRow') return membersToJson(value.row);
  if (value.type === 'variableMap') return membersToJson(value.variables);
  return toTyped(value).value;
}

function membersToJson(members: Readonly<Record<string, TypedValue>>): unknown {
  return Object.fromEntries(Object.entries(members).map(([name, entry]) => [name, toJson(fromTyped(entry))]));
}

/** Epoch milliseconds of a date value. */
export function epochOf(date: ElDate): number {
  return parseDate(date.value) ?? Number.NaN;
}

export function elDate(epochMs: number): ElDate {
  return { type: 'Date', value: formatDate(epochMs) };
}

export function elInteger(value: number): ElNumber {
  return { type: 'Integer', value };
}

export function elLong(value: number | string): ElNumber {
  return { type: 'Long', value };
}
