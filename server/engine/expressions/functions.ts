import { type ElValue, elDate, fromTyped } from './el-value.ts';
import { EvaluationFailure } from './expression-error.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { javaClass } from './java-text.ts';
import { XmlTree } from './xml-tree.ts';

/** A function an expression may call by its bare name. */
export interface ElFunction {
  readonly parameters: number;
  call(args: readonly ElValue[], scope: ExpressionScope): ElValue;
}

/** `XML(x)`: the root element of a text; an element stays itself. */
function xml([source = null]: readonly ElValue[]): ElValue {
  if (source instanceof XmlTree) return source;
  if (typeof source === 'string') return XmlTree.ofText(source);
  throw new EvaluationFailure('other', `Cannot read XML from class ${javaClass(source)}`);
}

/** `S(x)`: JSON or XML, as the text begins. */
function spin(args: readonly ElValue[]): ElValue {
  const [source = null] = args;
  return source instanceof XmlTree || (typeof source === 'string' && /^\s*</.test(source)) ? xml(args) : json(args);
}

/** `JSON(x)`: a JSON tree of a text; a tree stays itself. */
function json([source = null]: readonly ElValue[]): ElValue {
  if (typeof source === 'object' && source !== null && source.type === 'Json') return source;
  if (typeof source !== 'string') {
    throw new EvaluationFailure('other', `Cannot read JSON from class ${javaClass(source)}`);
  }
  try {
    return { type: 'Json', json: JSON.parse(source) };
  } catch {
    throw new EvaluationFailure('other', 'Unable to parse input into json node');
  }
}

/** All functions there are, as the Camunda 7 line has them without further Java. Any other name is refused at deployment. */
export const FUNCTIONS: ReadonlyMap<string, ElFunction> = new Map<string, ElFunction>([
  ['now', { parameters: 0, call: (_args, scope) => elDate(scope.now) }],
  [
    'dateTime',
    { parameters: 0, call: (_args, scope) => ({ type: 'DateTime', epochMs: scope.now, zone: scope.zone ?? 'UTC' }) },
  ],
  ['currentUser', { parameters: 0, call: (_args, scope) => scope.currentUser ?? null }],
  [
    'currentUserGroups',
    {
      parameters: 0,
      call: (_args, scope) => {
        const groups = scope.currentUserGroups;
        return groups === null || groups === undefined ? null : { type: 'List', items: groups };
      },
    },
  ],
  ['S', { parameters: 1, call: spin }],
  ['XML', { parameters: 1, call: xml }],
  ['JSON', { parameters: 1, call: json }],
]);

/** Names that mean something other than a variable. */
export function reservedName(name: string, scope: ExpressionScope): ElValue | undefined {
  switch (name) {
    case 'execution':
      return scope.execution === undefined ? undefined : { type: 'execution', execution: scope.execution };
    case 'task':
      return scope.task === undefined ? undefined : { type: 'task', task: scope.task };
    case 'externalTask':
      if (scope.externalTask !== undefined) return { type: 'externalTask', externalTask: scope.externalTask };
      return variable(name, scope);
    case 'decisionResult':
      if (scope.decisionResult !== undefined) return { type: 'decisionResult', rows: scope.decisionResult };
      return variable(name, scope);
    case 'authenticatedUserId':
      return scope.currentUser ?? null;
    default:
      return variable(name, scope);
  }
}

function variable(name: string, scope: ExpressionScope): ElValue | undefined {
  const typed = scope.get(name);
  return typed === undefined ? undefined : fromTyped(typed);
}
