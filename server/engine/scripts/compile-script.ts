import { BpmnError } from '../bpmn-error.ts';
import { DecisionScope } from '../decisions/decision-scope.ts';
import { unknownFunctions } from '../decisions/feel/compile-by-library.ts';
import { compileFeelNode } from '../decisions/feel/compile-feel.ts';
import { parseFeel } from '../decisions/feel/feel-tree.ts';
import { fromFeel } from '../decisions/feel/feel-value.ts';
import { type CompiledExpression, compileExpression } from '../expressions/compile-expression.ts';
import { toTyped } from '../expressions/el-value.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { type TypedValue, toPlain } from '../expressions/typed-value.ts';
import { ScriptHost } from './script-host.ts';
import type { ScriptValue } from './script-value.ts';

const JAVASCRIPT = new Set(['javascript', 'ecmascript', 'js', 'text/javascript', 'application/javascript']);

/** The languages a script may be written in, as a diagram names them. */
export type ScriptLanguage = 'javascript' | 'feel' | 'juel';

/** The language behind a `scriptFormat` or `language`, in any case; undefined for one that cannot be run. */
export function scriptLanguageOf(format: string): ScriptLanguage | undefined {
  const name = format.trim().toLowerCase();
  if (JAVASCRIPT.has(name)) return 'javascript';
  return name === 'feel' || name === 'juel' ? name : undefined;
}

/**
 * Compiles a script into what an expression is, so that whoever evaluates need not know which of both it is.
 * JavaScript is compiled by the sandbox whenever it runs. A BPMN error that it throws comes out as `BpmnError`.
 * @throws Error for FEEL and JUEL that cannot be read
 */
export function compileScript(source: string, language: ScriptLanguage): CompiledExpression {
  if (language === 'juel') return compileExpression(source.trim());
  return language === 'feel' ? compileFeel(source) : scripted(source, (scope) => runScript(source, scope));
}

function compileFeel(source: string): CompiledExpression {
  const root = parseFeel(source.trim(), 'expression', []);
  const unknown = unknownFunctions(root);
  if (unknown.length > 0) throw new Error(`FEEL has no function '${unknown[0]}'`);
  const evaluate = compileFeelNode(root, { input: [], known: [] });
  return scripted(source, (scope) => {
    try {
      return fromFeel(evaluate(new DecisionScope((name) => scope.get(name), scope), null) ?? null);
    } catch (error) {
      throw failed(source, scope, error instanceof Error ? error.message : String(error));
    }
  });
}

function scripted(source: string, evaluateTyped: (scope: ExpressionScope) => TypedValue): CompiledExpression {
  return { source, isLiteral: false, names: [], evaluateTyped, evaluate: (scope) => toPlain(evaluateTyped(scope)) };
}

function runScript(source: string, scope: ExpressionScope): TypedValue {
  const host = new ScriptHost(scope);
  if (!scope.scripts) throw failed(source, scope, 'scripts cannot be run here');
  const end = scope.scripts.run({
    source,
    now: scope.now,
    seed: seedOf(scope),
    names: Object.keys(scope.execution?.all?.() ?? {}).concat(scope.names?.() ?? []),
    objects: host.names,
    ask: (question) => host.ask(question),
  });
  if (end.kind === 'bpmnError') throw new BpmnError(end.code, end.message);
  if (end.kind === 'failed') throw failed(source, scope, end.reason);
  try {
    return toTyped(host.objects.decode(JSON.parse(end.value) as ScriptValue));
  } catch (error) {
    throw failed(source, scope, error instanceof Error ? error.message : String(error));
  }
}

/** The same run of the same instance draws the same numbers. */
function seedOf({ now, execution }: ExpressionScope): number {
  let seed = now | 0;
  for (const character of execution?.id ?? '') seed = (Math.imul(seed, 31) + character.charCodeAt(0)) | 0;
  return seed;
}

function failed(source: string, { execution }: ExpressionScope, reason: string): ExpressionError {
  const place = execution
    ? ` while executing activity '${execution.currentActivityId ?? ''}' in the process definition with id '${execution.processDefinitionId}'`
    : '';
  return new ExpressionError(source, `Unable to evaluate script${place}: ${reason}`);
}
