import { add, divide, multiply, negate, remainder, subtract } from './arithmetic.ts';
import { toBoolean } from './coerce.ts';
import { equal, greater, greaterOrEqual, isEmpty, less, lessOrEqual } from './comparison.ts';
import { type ElValue, fromTyped } from './el-value.ts';
import { EvaluationFailure, ExpressionSyntaxError } from './expression-error.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { FUNCTIONS, reservedName } from './functions.ts';
import { textOf } from './java-text.ts';
import { callMethod, KNOWN_METHODS, knownProperty, readProperty } from './members/members.ts';
import type { BinaryOperator, SyntaxNode } from './syntax-tree.ts';

/** A compiled node: everything that can be decided from the text alone was decided when it was made. */
export type Evaluate = (scope: ExpressionScope) => ElValue;

const OPERATIONS: Record<Exclude<BinaryOperator, '&&' | '||'>, (left: ElValue, right: ElValue) => ElValue> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': less,
  '>': greater,
  '<=': lessOrEqual,
  '>=': greaterOrEqual,
};

const RESERVED = new Set(['execution', 'task', 'externalTask', 'decisionResult', 'authenticatedUserId']);

/**
 * Turns a parsed expression into a closure and collects the variable names it reads.
 * @throws ExpressionSyntaxError for functions, methods and properties of `execution` and `task` that do not exist here
 */
export function compileNode(source: string, root: SyntaxNode, names: Set<string>): Evaluate {
  const refuse = (position: number, reason: string): ExpressionSyntaxError => {
    return new ExpressionSyntaxError(source, position, reason, `${reason} (in '${source}', position ${position})`);
  };
  const compile = (node: SyntaxNode): Evaluate => {
    switch (node.kind) {
      case 'literal': {
        const { value } = node;
        return () => value;
      }
      case 'identifier':
        return identifier(node.name, names);
      case 'property': {
        const { base: inner, name } = node;
        if (inner.kind === 'identifier' && (inner.name === 'execution' || inner.name === 'task')) {
          if (!knownProperty(inner.name, name)) {
            throw refuse(node.position, `The property '${name}' of '${inner.name}' is not supported`);
          }
        }
        const base = compile(inner);
        return (scope) => {
          const value = base(scope);
          return value === null ? null : readProperty(value, name);
        };
      }
      case 'index': {
        const base = compile(node.base);
        const key = compile(node.key);
        return (scope) => {
          const value = base(scope);
          if (value === null) return null;
          const property = key(scope);
          return property === null ? null : readProperty(value, property);
        };
      }
      case 'call': {
        const { name, text } = node;
        if (!KNOWN_METHODS.has(name)) {
          throw refuse(node.position, `The method '${name}' is not supported: there are no Java objects to call`);
        }
        const base = compile(node.base);
        const args = node.args.map(compile);
        return (scope) => {
          const value = base(scope);
          if (value === null) {
            throw new EvaluationFailure('property', `Target unreachable, base expression '${text}' resolved to null`);
          }
          return callMethod(
            value,
            name,
            args.map((arg) => arg(scope)),
            scope,
          );
        };
      }
      case 'function': {
        const target = FUNCTIONS.get(node.name);
        if (target === undefined) throw refuse(node.position, `Could not resolve function '${node.name}'`);
        if (target.parameters !== node.args.length) {
          throw refuse(node.position, `Function '${node.name}' takes ${target.parameters} arguments`);
        }
        const args = node.args.map(compile);
        return (scope) =>
          target.call(
            args.map((arg) => arg(scope)),
            scope,
          );
      }
      case 'unary':
        return unary(node.operator, compile(node.operand));
      case 'binary':
        return binary(node.operator, compile(node.left), compile(node.right));
      case 'choice': {
        const condition = compile(node.condition);
        const yes = compile(node.yes);
        const no = compile(node.no);
        return (scope) => (toBoolean(condition(scope)) ? yes(scope) : no(scope));
      }
      case 'composite': {
        const parts = node.parts.map(compile);
        return (scope) => parts.map((part) => textOf(part(scope))).join('');
      }
    }
  };
  return compile(root);
}

function unknown(name: string): EvaluationFailure {
  return new EvaluationFailure('property', `Cannot resolve identifier '${name}'`);
}

function identifier(name: string, names: Set<string>): Evaluate {
  if (RESERVED.has(name)) {
    return (scope) => {
      const value = reservedName(name, scope);
      if (value === undefined) throw unknown(name);
      return value;
    };
  }
  names.add(name);
  return (scope) => {
    const typed = scope.get(name);
    if (typed === undefined) throw unknown(name);
    return fromTyped(typed);
  };
}

function unary(operator: '-' | '!' | 'empty', operand: Evaluate): Evaluate {
  if (operator === '-') return (scope) => negate(operand(scope));
  if (operator === '!') return (scope) => !toBoolean(operand(scope));
  return (scope) => isEmpty(operand(scope));
}

function binary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === '&&') return (scope) => toBoolean(left(scope)) && toBoolean(right(scope));
  if (operator === '||') return (scope) => toBoolean(left(scope)) || toBoolean(right(scope));
  const operation = OPERATIONS[operator];
  return (scope) => operation(left(scope), right(scope));
}
