import { type ElValue, fromJson, fromTyped, toTyped } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import type { ExecutionScope, ExpressionScope } from '../expression-scope.ts';
import { javaClass, textOf } from '../java-text.ts';
import type { TypedValue } from '../typed-value.ts';
import { type Method, method, textArgument } from './member-table.ts';

/** The scope that `…Local` methods mean. */
type OwnScope = Pick<ExecutionScope, 'getLocal' | 'allLocal' | 'setLocal' | 'removeLocal'>;

/** Where the variables of an execution or a task are read and written. */
export interface VariableAccess<T> {
  execution(base: T, scope: ExpressionScope): ExecutionScope | undefined;
  own(base: T): OwnScope;
}

function variableValue(typed: TypedValue | undefined): ElValue {
  return typed === undefined ? null : fromTyped(typed);
}

/** A writer that the scope may lack. @throws EvaluationFailure when nothing may be changed here */
function allowed<Write>(write: Write | undefined): Write {
  if (write === undefined) throw new EvaluationFailure('other', 'variables cannot be changed by an expression here');
  return write;
}

function variableMap(variables: Record<string, TypedValue> | undefined): ElValue {
  return { type: 'variableMap', variables: variables ?? {} };
}

function nameList(variables: Record<string, TypedValue> | undefined): ElValue {
  return { type: 'List', items: Object.keys(variables ?? {}) };
}

/** The members of a map: variables by name, or a JSON object. @throws EvaluationFailure for anything else */
function membersIn(map: ElValue): [string, TypedValue][] {
  if (map === null) return [];
  if (typeof map === 'object' && map.type === 'variableMap') return Object.entries(map.variables);
  if (typeof map === 'object' && map.type === 'Json' && typeof map.json === 'object' && !Array.isArray(map.json)) {
    return Object.entries(map.json ?? {}).map(([name, value]) => [name, toTyped(fromJson(value))]);
  }
  throw new EvaluationFailure('other', `${javaClass(map)} is no map of variables`);
}

/** The texts of a list. @throws EvaluationFailure for anything else */
function textsIn(list: ElValue): string[] {
  if (typeof list === 'object' && list?.type === 'List') return list.items.map(textOf);
  if (typeof list === 'object' && list?.type === 'Json' && Array.isArray(list.json)) return list.json.map(String);
  throw new EvaluationFailure('other', `${javaClass(list)} is no list of names`);
}

/** Removes the named variables; without names all of the scope's own, as the reference does, never those above it. */
function removal<T>(
  own: (base: T) => OwnScope,
  remover: (base: T, scope: ExpressionScope) => ((name: string) => void) | undefined,
): Method<T> {
  return {
    min: 0,
    max: 1,
    call: (base, [list], scope) => {
      const all = list === undefined;
      const remove = allowed(all ? own(base).removeLocal : remover(base, scope));
      for (const name of all ? Object.keys(own(base).allLocal?.() ?? {}) : textsIn(list)) remove(name);
      return null;
    },
  };
}

/** The methods by which executions and tasks alike read and write variables; a missing one reads as null. */
export function variableMethods<T>({ execution, own }: VariableAccess<T>): Record<string, Method<T>> {
  const all = (base: T, scope: ExpressionScope) => execution(base, scope)?.all?.();
  return {
    getVariable: method(1, (_base, args, scope) => variableValue(scope.get(textArgument(args, 0)))),
    hasVariable: method(1, (_base, args, scope) => scope.get(textArgument(args, 0)) !== undefined),
    getVariableLocal: method(1, (base, args) => variableValue(own(base).getLocal(textArgument(args, 0)))),
    hasVariableLocal: method(1, (base, args) => own(base).getLocal(textArgument(args, 0)) !== undefined),
    getVariables: method(0, (base, _args, scope) => variableMap(all(base, scope))),
    getVariablesLocal: method(0, (base) => variableMap(own(base).allLocal?.())),
    getVariableNames: method(0, (base, _args, scope) => nameList(all(base, scope))),
    getVariableNamesLocal: method(0, (base) => nameList(own(base).allLocal?.())),
    hasVariables: method(0, (base, _args, scope) => Object.keys(all(base, scope) ?? {}).length > 0),
    hasVariablesLocal: method(0, (base) => Object.keys(own(base).allLocal?.() ?? {}).length > 0),
    setVariable: method(2, (base, args, scope) => {
      allowed(execution(base, scope)?.set)(textArgument(args, 0), toTyped(args[1] ?? null));
      return null;
    }),
    setVariableLocal: method(2, (base, args) => {
      allowed(own(base).setLocal)(textArgument(args, 0), toTyped(args[1] ?? null));
      return null;
    }),
    setVariables: method(1, (base, [map = null], scope) => {
      const set = allowed(execution(base, scope)?.set);
      for (const [name, value] of membersIn(map)) set(name, value);
      return null;
    }),
    setVariablesLocal: method(1, (base, [map = null]) => {
      const set = allowed(own(base).setLocal);
      for (const [name, value] of membersIn(map)) set(name, value);
      return null;
    }),
    removeVariable: method(1, (base, args, scope) => {
      allowed(execution(base, scope)?.remove)(textArgument(args, 0));
      return null;
    }),
    removeVariableLocal: method(1, (base, args) => {
      allowed(own(base).removeLocal)(textArgument(args, 0));
      return null;
    }),
    removeVariables: removal(own, (base, scope) => execution(base, scope)?.remove),
    removeVariablesLocal: removal(own, (base) => own(base).removeLocal),
  };
}
