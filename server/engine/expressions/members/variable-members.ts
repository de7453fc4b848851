import { type ElValue, fromTyped, toTyped } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import type { ExecutionScope, ExpressionScope } from '../expression-scope.ts';
import type { TypedValue } from '../typed-value.ts';
import { type Method, method, textArgument } from './member-table.ts';

/** Where the variables of an execution or a task are read and written. */
export interface VariableAccess<T> {
  execution(base: T, scope: ExpressionScope): ExecutionScope | undefined;
  /** The scope that `…Local` methods mean. */
  own(base: T): Pick<ExecutionScope, 'getLocal' | 'setLocal' | 'removeLocal'>;
}

function variableValue(typed: TypedValue | undefined): ElValue {
  return typed === undefined ? null : fromTyped(typed);
}
function readOnly(): EvaluationFailure {
  return new EvaluationFailure('other', 'variables cannot be changed by an expression here');
}

/** The methods by which executions and tasks alike read and write variables; a missing one reads as null. */
export function variableMethods<T>(access: VariableAccess<T>): Record<string, Method<T>> {
  return {
    getVariable: method(1, (_base, args, scope) => variableValue(scope.get(textArgument(args, 0)))),
    hasVariable: method(1, (_base, args, scope) => scope.get(textArgument(args, 0)) !== undefined),
    getVariableLocal: method(1, (base, args) => variableValue(access.own(base).getLocal(textArgument(args, 0)))),
    hasVariableLocal: method(1, (base, args) => access.own(base).getLocal(textArgument(args, 0)) !== undefined),
    getVariableNames: method(0, (base, _args, scope) => {
      return { type: 'List', items: access.execution(base, scope)?.names?.() ?? [] };
    }),
    setVariable: method(2, (base, args, scope) => {
      const target = access.execution(base, scope);
      if (target?.set === undefined) throw readOnly();
      target.set(textArgument(args, 0), toTyped(args[1] ?? null));
      return null;
    }),
    setVariableLocal: method(2, (base, args) => {
      const target = access.own(base);
      if (target.setLocal === undefined) throw readOnly();
      target.setLocal(textArgument(args, 0), toTyped(args[1] ?? null));
      return null;
    }),
    removeVariable: method(1, (base, args, scope) => {
      const target = access.execution(base, scope);
      if (target?.remove === undefined) throw readOnly();
      target.remove(textArgument(args, 0));
      return null;
    }),
    removeVariableLocal: method(1, (base, args) => {
      const target = access.own(base);
      if (target.removeLocal === undefined) throw readOnly();
      target.removeLocal(textArgument(args, 0));
      return null;
    }),
  };
}
