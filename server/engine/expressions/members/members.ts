import { numberIn, toLong } from '../coerce.ts';
import type { ElValue } from '../el-value.ts';
import { fromJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import type { ExpressionScope } from '../expression-scope.ts';
import { javaClass, textOf } from '../java-text.ts';
import { booleanMembers } from './boolean-members.ts';
import { dateMembers } from './date-members.ts';
import { dateTimeMembers } from './date-time-members.ts';
import { decisionResultMembers, decisionRowMembers, rowAt, rowEntry } from './decision-result-members.ts';
import { executionMembers } from './execution-members.ts';
import { externalTaskMembers } from './external-task-members.ts';
import { jsonMember, jsonMembers } from './json-members.ts';
import { jsonPathMembers } from './json-path-members.ts';
import { listMembers } from './list-members.ts';
import type { MemberTable } from './member-table.ts';
import { numberMembers } from './number-members.ts';
import { stringMembers } from './string-members.ts';
import { taskMembers } from './task-members.ts';
import { mapEntry, variableMapMembers } from './variable-map-members.ts';
import { xmlAttributeMembers, xmlMembers } from './xml-members.ts';
import { xpathMembers } from './xpath-members.ts';

const TABLES = [
  stringMembers,
  numberMembers,
  booleanMembers,
  listMembers,
  dateMembers,
  dateTimeMembers,
  executionMembers,
  taskMembers,
  externalTaskMembers,
  decisionResultMembers,
  decisionRowMembers,
  variableMapMembers,
  jsonMembers,
  jsonPathMembers,
  xmlMembers,
  xmlAttributeMembers,
  xpathMembers,
] as const;

/** Every method that some value has: what is not among these is refused at deployment. */
export const KNOWN_METHODS: ReadonlySet<string> = new Set(TABLES.flatMap((table) => [...table.methods.keys()]));

/** A base with the table of its kind, so that both are used together. */
type Use = <R>(use: <T>(base: T, table: MemberTable<T>) => R) => R;

function membersOf(base: Exclude<ElValue, null>): Use {
  return (use) => {
    if (typeof base === 'string') return use(base, stringMembers);
    if (typeof base === 'boolean') return use(base, booleanMembers);
    switch (base.type) {
      case 'Date':
        return use(base, dateMembers);
      case 'DateTime':
        return use(base, dateTimeMembers);
      case 'List':
        return use(base, listMembers);
      case 'Json':
        return use(base, jsonMembers);
      case 'JsonPath':
        return use(base, jsonPathMembers);
      case 'Xml':
        return use(base, xmlMembers);
      case 'XmlAttribute':
        return use(base, xmlAttributeMembers);
      case 'XPath':
        return use(base, xpathMembers);
      case 'execution':
        return use(base, executionMembers);
      case 'task':
        return use(base, taskMembers);
      case 'externalTask':
        return use(base, externalTaskMembers);
      case 'decisionResult':
        return use(base, decisionResultMembers);
      case 'decisionRow':
        return use(base, decisionRowMembers);
      case 'variableMap':
        return use(base, variableMapMembers);
      case 'opaque':
        return use(base, { properties: new Map(), methods: new Map() });
      default:
        return use(base, numberMembers);
    }
  };
}

/** Reads `base.name` or `base[key]`. @throws EvaluationFailure when the value has no such property */
export function readProperty(base: Exclude<ElValue, null>, key: ElValue): ElValue {
  if (typeof base === 'object' && base.type === 'List') return base.items[Number(toLong(key))] ?? null;
  if (typeof base === 'object' && base.type === 'Json' && typeof base.json === 'object') {
    return Array.isArray(base.json) ? fromJson(base.json[Number(toLong(key))], base) : jsonMember(base, textOf(key));
  }
  const name = textOf(key);
  if (typeof base === 'object' && base.type === 'variableMap') return mapEntry(base, name);
  if (typeof base === 'object' && base.type === 'decisionRow' && Object.hasOwn(base.row, name)) {
    return rowEntry(base, name);
  }
  if (typeof base === 'object' && base.type === 'decisionResult' && numberIn(key) !== undefined) {
    return rowAt(base, Number(toLong(key)));
  }
  return membersOf(base)((value, table) => {
    const read = table.properties.get(name);
    if (read !== undefined) return read(value);
    throw new EvaluationFailure('property', `The class '${javaClass(base)}' does not have the property '${name}'.`);
  });
}

/** Calls `base.name(args)`. @throws EvaluationFailure when the value has no such method, or not with that many arguments */
export function callMethod(
  base: Exclude<ElValue, null>,
  name: string,
  args: readonly ElValue[],
  scope: ExpressionScope,
): ElValue {
  return membersOf(base)((value, table) => {
    const found = table.methods.get(name);
    if (found !== undefined && args.length >= found.min && args.length <= found.max) {
      return found.call(value, args, scope);
    }
    const classes = args.map((arg) => (arg === null ? 'null' : javaClass(arg)));
    throw new EvaluationFailure('method', `Method not found: class ${javaClass(base)}.${name}(${classes.join(', ')})`);
  });
}

/** Whether a value has a method of that name. */
export function hasMethod(base: Exclude<ElValue, null>, name: string): boolean {
  return membersOf(base)((_value, table) => table.methods.has(name));
}

/** Whether a value has a property of that name; a JSON tree has its members. */
export function hasProperty(base: Exclude<ElValue, null>, name: string): boolean {
  if (typeof base === 'object' && base.type === 'Json') {
    return typeof base.json === 'object' && base.json !== null && Object.hasOwn(base.json, name);
  }
  if (typeof base === 'object' && base.type === 'decisionRow' && Object.hasOwn(base.row, name)) return true;
  if (typeof base === 'object' && base.type === 'variableMap') return Object.hasOwn(base.variables, name);
  return membersOf(base)((_value, table) => table.properties.has(name));
}

/** Whether `execution.name` or `task.name` exists, so that a wrong name is refused at deployment. */
export function knownProperty(bean: 'execution' | 'task', name: string): boolean {
  return (bean === 'execution' ? executionMembers : taskMembers).properties.has(name);
}
