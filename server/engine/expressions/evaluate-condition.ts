import type { CompiledExpression } from './compile-expression.ts';
import { ExpressionError } from './expression-error.ts';
import type { ExpressionScope } from './expression-scope.ts';

/**
 * Evaluates the condition of a sequence flow, a conditional event or a completion.
 * @throws ExpressionError when it fails, is null or no Boolean (text such as `true` is none, as in the reference)
 */
export function evaluateCondition(expression: CompiledExpression, scope: ExpressionScope): boolean {
  const value = expression.evaluate(scope);
  if (typeof value === 'boolean') return value;
  if (value === null) throw new ExpressionError(expression.source, 'condition expression returns null: result is null');
  const { type } = expression.evaluateTyped(scope);
  const found = type === 'Date' ? 'java.util.Date' : `java.lang.${type}`;
  throw new ExpressionError(
    expression.source,
    `condition expression returns non-Boolean: result has class ${found} and not java.lang.Boolean`,
  );
}
