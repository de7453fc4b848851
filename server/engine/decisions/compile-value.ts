import { type CompiledExpression, compileExpression } from '../expressions/compile-expression.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { compileScript, type ScriptLanguage, scriptLanguageOf } from '../scripts/compile-script.ts';
import { type ClauseType, toClauseType } from './clause-type.ts';
import type { Computed, ComputeValue, TestInput } from './compiled-decision.ts';
import type { DecisionScope } from './decision-scope.ts';
import { unknownFunctions } from './feel/compile-by-library.ts';
import { compileFeelNode, type FeelNames } from './feel/compile-feel.ts';
import { compileUnaryTests } from './feel/compile-unary-tests.ts';
import { parseFeel } from './feel/feel-tree.ts';
import { fromFeel, toFeel } from './feel/feel-value.ts';

/** A text of a decision, and where to say what is wrong with it. */
export interface DecisionText {
  text: string;
  /** As the element or its definitions name it; undefined means FEEL. */
  language: string | undefined;
  names: FeelNames;
  note: (severity: 'late' | 'warning', reason: string) => void;
}

const EMPTY: Computed = { typed: { type: 'Null', value: null }, feel: null };

/** The languages of scripts, in any case; the URIs by which DMN names FEEL too. */
function languageOf(language: string | undefined): ScriptLanguage | undefined {
  const name = (language ?? 'feel').toLowerCase();
  if (name === 'feel' || /^https?:\/\/www\.omg\.org\/spec\/(feel|dmn)\/.*/.test(name)) return 'feel';
  return scriptLanguageOf(name);
}

/** In DMN files the braces around an expression may be left out. */
function juel(text: string): string {
  return /^\s*[$#]\{/.test(text) ? text.trim() : `\${${text}}`;
}

function compiled({ text, language }: DecisionText): CompiledExpression {
  return languageOf(language) === 'juel' ? compileExpression(juel(text.trim())) : compileScript(text, 'javascript');
}

/** What the expression language sees: variables, and the input of the column under its names. */
function expressionScope(scope: DecisionScope, names: FeelNames): ExpressionScope {
  return {
    now: scope.now,
    zone: scope.zone,
    scripts: scope.scripts,
    names: () => [...names.input, ...scope.names()],
    get: (name) => (scope.input !== undefined && names.input.includes(name) ? scope.input.typed : scope.typed(name)),
  };
}

/** Wraps what cannot be compiled: the decision is refused, or, deployed all the same, fails when it gets there. */
function broken(source: DecisionText, error: unknown): () => never {
  const reason = error instanceof Error ? error.message : String(error);
  source.note('late', reason);
  return () => {
    throw new Error(`DMN-01002 Unable to evaluate expression for language '${source.language ?? 'feel'}': ${reason}`);
  };
}

function unsupported({ language }: DecisionText): Error {
  return new Error(`the expression language '${language}' is not supported; use feel, juel or javascript`);
}

/** Compiles an input expression, an output cell or a literal expression. Problems are noted, never thrown. */
export function compileValue(source: DecisionText, type: ClauseType | undefined): ComputeValue {
  if (source.text.trim() === '') return () => EMPTY;
  try {
    switch (languageOf(source.language)) {
      case 'feel': {
        const root = parseFeel(source.text, 'expression', [...source.names.known, ...source.names.input]);
        const evaluate = compileFeelNode(root, source.names);
        noteUnknown(source, unknownFunctions(root));
        return (scope) => {
          const feel = evaluate(scope, scope.input?.feel ?? null) ?? null;
          if (type === undefined) return { typed: fromFeel(feel), feel };
          const typed = toClauseType(feel, type, scope.zone);
          return { typed, feel: toFeel(typed, scope.zone) };
        };
      }
      case 'juel':
      case 'javascript': {
        const expression = compiled(source);
        return (scope) => {
          const result = expression.evaluateTyped(expressionScope(scope, source.names));
          const typed = type === undefined ? result : toClauseType(toFeel(result, scope.zone), type, scope.zone);
          return { typed, feel: toFeel(typed, scope.zone) };
        };
      }
      default:
        throw unsupported(source);
    }
  } catch (error) {
    return broken(source, error);
  }
}

/** Compiles an input cell; undefined for one that every value matches. Problems are noted, never thrown. */
export function compileTest(source: DecisionText): TestInput | undefined {
  const text = source.text.trim();
  if (text === '') return undefined;
  try {
    switch (languageOf(source.language)) {
      case 'feel': {
        if (text === '-') return undefined;
        const root = parseFeel(source.text, 'unaryTests', [...source.names.known, ...source.names.input]);
        noteUnknown(source, unknownFunctions(root));
        return compileUnaryTests(root, source.names);
      }
      case 'juel':
      case 'javascript': {
        const expression = compiled(source);
        return (scope) => expression.evaluate(expressionScope(scope, source.names)) === true;
      }
      default:
        throw unsupported(source);
    }
  } catch (error) {
    return broken(source, error);
  }
}

function noteUnknown(source: DecisionText, functions: readonly string[]): void {
  for (const name of functions) source.note('warning', `FEEL has no function '${name}': its value is always null`);
}
