import { compileNode } from './compile-node.ts';
import { toTyped } from './el-value.ts';
import { EvaluationFailure, ExpressionError } from './expression-error.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { parseExpression } from './parse-expression.ts';
import { type TypedValue, toPlain } from './typed-value.ts';

/** A `${…}` or `#{…}` expression, parsed once. Evaluating it changes nothing but through the scope's own setters. */
export interface CompiledExpression {
  readonly source: string;
  /** The source holds no `${` or `#{`, nor a backslash that could hide one: evaluating answers the source itself. */
  readonly isLiteral: boolean;
  /** Variables it reads by name. */
  readonly names: readonly string[];
  /** The plain value, as `toPlain` gives it. @throws ExpressionError */
  evaluate(scope: ExpressionScope): unknown;
  /** The value with the type a variable set to it would have: an Integer variable read back stays Integer. @throws ExpressionError */
  evaluateTyped(scope: ExpressionScope): TypedValue;
}

/**
 * Compiles an expression of the Camunda 7 line's language: JSR 245 EL 2.2 as JUEL reads it, without Java behind it.
 * Methods and functions that do not exist here are refused now, not when an instance arrives.
 * @throws ExpressionSyntaxError with position and reason
 */
export function compileExpression(source: string): CompiledExpression {
  const { node, isText } = parseExpression(source);
  const found = new Set<string>();
  const evaluate = compileNode(source, node, found);
  return {
    source,
    isLiteral: isText && !source.includes('\\'),
    names: [...found],
    evaluate(scope) {
      try {
        const value = evaluate(scope);
        return value === null || typeof value !== 'object' ? value : toPlain(toTyped(value));
      } catch (error) {
        throw asExpressionError(source, error);
      }
    },
    evaluateTyped(scope) {
      try {
        if (node.kind === 'identifier') {
          const kept = scope.get(node.name);
          if (kept !== undefined && kept.value !== null && kept.value !== undefined) return copy(kept);
        }
        return toTyped(evaluate(scope));
      } catch (error) {
        throw asExpressionError(source, error);
      }
    },
  };
}

/** The value apart from whatever else its variable carries. */
function copy({ type, value, info }: TypedValue): TypedValue {
  return info === undefined ? { type, value } : { type, value, info };
}

const PREFIXES = {
  property: 'Unknown property used in expression',
  method: 'Unknown method used in expression',
  other: 'Error while evaluating expression',
} as const;

function asExpressionError(source: string, error: unknown): unknown {
  if (!(error instanceof EvaluationFailure)) return error;
  return new ExpressionError(source, `${PREFIXES[error.kind]}: ${source}. Cause: ${error.message}`, error);
}
