import type { DecisionScope } from '../decision-scope.ts';
import { addedCall } from './added-functions.ts';
import { comparisonOf } from './comparison-of.ts';
import { compileByLibrary } from './compile-by-library.ts';
import { constantValue, libraryFunction } from './feel-library.ts';
import { type Arithmetic, feelAnd, feelCalculate, feelCompare, feelNot, feelOr } from './feel-operations.ts';
import { type FeelNode, GET_OR_ELSE, nameOf } from './feel-tree.ts';
import { localDate, localNow } from './feel-value.ts';
import { compileTests } from './unary-tests.ts';
import { yearsAndMonths } from './years-and-months.ts';

/** A compiled FEEL expression. `input` is the value behind `?`; null where there is none. */
export type Feel = (scope: DecisionScope, input: unknown) => unknown;

/** What is known of the names in a FEEL text. */
export interface FeelNames {
  /** Names that mean the input of the column: `cellInput` and the column's input variable. */
  input: readonly string[];
  /** Variables known by name, so that names with spaces or operators are read whole. */
  known: readonly string[];
}

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
  '^': '**',
};

/**
 * Compiles a parsed FEEL expression into a closure. Common nodes are walked here, with the answers the reference's FEEL
 * gives; any other node is handed to the library with the names it reads.
 * @throws FeelSyntaxError for what the library cannot read either
 */
export function compileFeelNode(node: FeelNode, names: FeelNames): Feel {
  const compile = (child: FeelNode): Feel => compileFeelNode(child, names);
  const [first, second, third] = node.children;
  switch (node.name) {
    case 'Expression':
      if (first !== undefined && node.children.length === 1) return compile(first);
      break;
    case 'ParenthesizedExpression':
      if (second !== undefined && node.children.length === 3) return compile(second);
      break;
    case 'NumericLiteral': {
      const value = Number.parseFloat(node.text.replace(/\s/g, ''));
      return () => value;
    }
    case 'BooleanLiteral': {
      const value = node.text === 'true';
      return () => value;
    }
    case 'null':
      return () => null;
    case 'StringLiteral':
    case 'DateTimeLiteral':
      if (isConstant(node)) {
        const value = constantValue(node.text) ?? null;
        return () => value;
      }
      break;
    case '?':
      return (_scope, input) => input;
    case 'VariableName':
      return compileName(nameOf(node), names);
    case 'PathExpression':
      if (first !== undefined && third !== undefined) return compilePath(compile(first), nameOf(third));
      break;
    case 'Conjunction':
    case 'Disjunction':
      if (first !== undefined && third !== undefined) {
        const left = compile(first);
        const right = compile(third);
        const join = node.name === 'Conjunction' ? feelAnd : feelOr;
        return (scope, input) => join(left(scope, input), right(scope, input));
      }
      break;
    case 'Comparison':
      return compileComparison(node, names) ?? compileByLibrary(node, names);
    case 'ArithmeticExpression':
      return compileArithmetic(node, names) ?? compileByLibrary(node, names);
    case 'IfExpression': {
      const parts = node.children.filter((child) => !/^(if|then|else)$/.test(child.name));
      const [condition, yes, no] = parts.map(compile);
      if (condition !== undefined && yes !== undefined) {
        return (scope, input) => (condition(scope, input) === true ? yes : (no ?? nothing))(scope, input);
      }
      break;
    }
    case 'List': {
      const items = node.children.filter((child) => child.name !== '[' && child.name !== ']').map(compile);
      return (scope, input) => items.map((item) => item(scope, input));
    }
    case 'SimplePositiveUnaryTest':
      // A test inside an expression, as in `? > 3 and < 9`, tests the value behind `?`. A bare range is a value.
      return first?.name === 'Interval' ? compileByLibrary(node, names) : compileTests([node], names, compileFeelNode);
    case 'FunctionInvocation':
      return compileInvocation(node, names) ?? compileByLibrary(node, names);
    default:
      break;
  }
  return compileByLibrary(node, names);
}

const nothing: Feel = () => null;

/** A text, or a date, time or duration written as `date("…")` or `@"…"`. */
function isConstant(node: FeelNode): boolean {
  if (node.name === 'StringLiteral') return true;
  return node.children.every((child) => {
    return (
      /^(DateTimeConstructor|StringLiteral|[()])$/.test(child.name) ||
      (/^(AtLiteral|PositionalParameters)$/.test(child.name) && isConstant(child))
    );
  });
}

function compileName(name: string, names: FeelNames): Feel {
  if (names.input.includes(name)) return (scope) => scope.input?.feel ?? null;
  return (scope) => scope.feel(name);
}

function isContext(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Entries of contexts are read here; parts of dates and entries of lists' items by the library. */
function compilePath(target: Feel, name: string): Feel {
  const byLibrary = libraryFunction(`a.${name}`, ['a']);
  return (scope, input) => {
    const value = target(scope, input);
    if (value === null || typeof value !== 'object') return null;
    if (isContext(value)) return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    return byLibrary([value]) ?? null;
  };
}

function compileComparison(node: FeelNode, names: FeelNames): Feel | undefined {
  const [first, second, third, , fifth] = node.children;
  if (first === undefined || second === undefined || third === undefined) return undefined;
  const left = compileFeelNode(first, names);
  if (second.name === 'between') {
    if (fifth === undefined) return undefined;
    const low = compileFeelNode(third, names);
    const high = compileFeelNode(fifth, names);
    return (scope, input) => {
      const value = left(scope, input);
      return feelAnd(feelCompare('>=', value, low(scope, input)), feelCompare('<=', value, high(scope, input)));
    };
  }
  if (second.name === 'in') {
    const tests = compileTests(node.children.slice(2), names, compileFeelNode);
    return (scope, input) => tests(scope, left(scope, input));
  }
  const operator = comparisonOf(second);
  if (operator === undefined) return undefined;
  const right = compileFeelNode(third, names);
  return (scope, input) => feelCompare(operator, left(scope, input), right(scope, input));
}

function compileArithmetic(node: FeelNode, names: FeelNames): Feel | undefined {
  const [first, second, third] = node.children;
  if (first?.name === 'ArithOp' && first.text === '-' && second !== undefined && third === undefined) {
    const operand = compileFeelNode(second, names);
    return (scope, input) => feelCalculate('*', operand(scope, input), -1);
  }
  const operator = second?.name === 'ArithOp' ? ARITHMETIC[second.text] : undefined;
  if (first === undefined || third === undefined || operator === undefined) return undefined;
  const left = compileFeelNode(first, names);
  const right = compileFeelNode(third, names);
  return (scope, input) => feelCalculate(operator, left(scope, input), right(scope, input));
}

/** Functions that are called often, that need the time from outside, or that the library lacks. */
function compileInvocation(node: FeelNode, names: FeelNames): Feel | undefined {
  const [target, , list] = node.children;
  if (target === undefined || !/^(VariableName|SpecialFunctionName)$/.test(target.name)) return undefined;
  if (list?.name !== 'PositionalParameters') return undefined;
  const name = nameOf(target);
  const [first, second, ...more] = list.children.map((child) => compileFeelNode(child, names));
  if (first === undefined) {
    if (name === 'now') return (scope) => localNow(scope.now, scope.zone);
    if (name === 'today') return (scope) => localDate(scope.now, scope.zone);
    return undefined;
  }
  if (name === 'not' && second === undefined) return (scope, input) => feelNot(first(scope, input));
  if (name === 'is defined' && second === undefined) return (scope, input) => first(scope, input) !== null;
  if (name === 'years and months duration' && second !== undefined && more.length === 0) {
    return (scope, input) => yearsAndMonths(first(scope, input), second(scope, input));
  }
  if (name === GET_OR_ELSE && second !== undefined && more.length === 0) {
    return (scope, input) => first(scope, input) ?? second(scope, input);
  }
  const added = addedCall(name);
  if (added === undefined) return undefined;
  const args = second === undefined ? [first] : [first, second, ...more];
  return (scope, input) => added(...args.map((arg) => arg(scope, input)));
}
