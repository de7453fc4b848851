import { ExpressionSyntaxError } from './expression-error.ts';
import { scanText, scanToken, type Token } from './scan-expression.ts';
import type { BinaryOperator, SyntaxNode } from './syntax-tree.ts';
import { LONG_MAX, longValue } from './typed-value.ts';

/** Operators from the loosest to the tightest binding (JSR 245, EL 2.2, section 1.14). */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
/** Brackets, operators and calls inside one another; a parser of the JVM would lose its stack somewhere there too. */
const MAX_DEPTH = 200;
/** Operators, properties and calls in one expression: each is one step deeper for whoever walks the tree. */
const MAX_STEPS = 1000;
const START_OF_VALUE = "<IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('";

/**
 * Parses a text with `${…}` or `#{…}` parts. A text with one such part and nothing around it is that part's node;
 * anything else is a composite, whose parts are joined as text. `isText`: there was no such part.
 * @throws ExpressionSyntaxError with the position and, as the reference words it, what was found and expected
 */
export function parseExpression(source: string): { node: SyntaxNode; isText: boolean } {
  const parts: SyntaxNode[] = [];
  let opening: string | undefined;
  let at = 0;
  while (at < source.length) {
    const { text, end } = scanText(source, at);
    if (text !== '') parts.push({ kind: 'literal', value: text });
    if (end >= source.length) break;
    const opens = source.slice(end, end + 2);
    if (opening !== undefined && opens !== opening) throw unexpected(source, end, opens, `'${opening}'`);
    opening = opens;
    const part = new Parser(source, end + 2);
    parts.push(part.expression());
    at = part.close();
  }
  const [only] = parts;
  const node: SyntaxNode = parts.length === 1 && only !== undefined ? only : { kind: 'composite', parts };
  return { node, isText: opening === undefined };
}

function unexpected(source: string, position: number, found: string, expected: string): ExpressionSyntaxError {
  const reason = `syntax error at position ${position}, encountered '${found}', expected ${expected}`;
  return new ExpressionSyntaxError(source, position, reason);
}

class Parser {
  private readonly source: string;
  private token: Token;
  private depth = 0;
  private steps = 0;

  constructor(source: string, from: number) {
    this.source = source;
    this.token = scanToken(source, from);
  }

  /** Past the closing brace. */
  close(): number {
    if (this.token.text !== '}' || this.token.kind !== 'symbol') throw this.unexpected("'}'");
    return this.token.end;
  }

  expression(): SyntaxNode {
    this.depth++;
    if (this.depth > MAX_DEPTH) {
      throw new ExpressionSyntaxError(this.source, this.token.position, `nested deeper than ${MAX_DEPTH} levels`);
    }
    const condition = this.binary(0);
    let node = condition;
    if (this.take('?')) {
      const yes = this.expression();
      this.expect(':');
      node = { kind: 'choice', condition, yes, no: this.expression() };
    }
    this.depth--;
    return node;
  }

  private binary(level: number): SyntaxNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let operator = this.operator(operators); operator !== undefined; operator = this.operator(operators)) {
      this.next();
      this.step();
      left = { kind: 'binary', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private operator(operators: readonly BinaryOperator[]): BinaryOperator | undefined {
    return this.token.kind === 'symbol' ? operators.find((operator) => operator === this.token.text) : undefined;
  }

  private unary(): SyntaxNode {
    for (const operator of ['-', '!', 'empty'] as const) {
      if (!this.take(operator)) continue;
      this.depth++;
      if (this.depth > MAX_DEPTH) {
        throw new ExpressionSyntaxError(this.source, this.token.position, `nested deeper than ${MAX_DEPTH} levels`);
      }
      const operand = this.unary();
      this.depth--;
      return { kind: 'unary', operator, operand };
    }
    return this.suffixed();
  }

  private suffixed(): SyntaxNode {
    const start = this.token.position;
    let node = this.primary();
    let text = this.source.slice(start, this.end);
    for (;;) {
      this.step();
      if (this.take('.')) {
        const position = this.token.position;
        const name = this.name();
        const args = this.arguments();
        node =
          args === undefined
            ? { kind: 'property', base: node, name, position, text }
            : { kind: 'call', base: node, name, args, position, text };
      } else if (this.take('[')) {
        const key = this.expression();
        this.expect(']');
        node = { kind: 'index', base: node, key, text };
      } else {
        return node;
      }
      text = this.source.slice(start, this.end);
    }
  }

  private primary(): SyntaxNode {
    const token = this.token;
    switch (token.kind) {
      case 'integer': {
        const value = BigInt(token.text);
        if (value > LONG_MAX) throw this.unexpected('<INTEGER>');
        this.next();
        return { kind: 'literal', value: { type: 'Long', value: longValue(value) } };
      }
      case 'float':
        this.next();
        return { kind: 'literal', value: { type: 'Double', value: Number(token.text) } };
      case 'string':
        this.next();
        return { kind: 'literal', value: token.text };
      case 'identifier':
        return this.identifierOrFunction();
      default:
        break;
    }
    if (this.take('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (this.take('true')) return { kind: 'literal', value: true };
    if (this.take('false')) return { kind: 'literal', value: false };
    if (this.take('null')) return { kind: 'literal', value: null };
    throw this.unexpected(START_OF_VALUE);
  }

  private identifierOrFunction(): SyntaxNode {
    const { position } = this.token;
    let name = this.name();
    if (this.isSymbol(':') && this.isFunctionWithPrefix()) {
      this.next();
      name = `${name}:${this.name()}`;
    }
    const args = this.arguments();
    const text = this.source.slice(position, this.end);
    if (args !== undefined) return { kind: 'function', name, args, position, text };
    return { kind: 'identifier', name, position, text };
  }

  /** As in the reference, `a:f(` is a call wherever it stands, in `x ? a:f(b)` too. */
  private isFunctionWithPrefix(): boolean {
    const name = scanToken(this.source, this.token.end);
    return name.kind === 'identifier' && scanToken(this.source, name.end).text === '(';
  }

  private arguments(): SyntaxNode[] | undefined {
    if (!this.take('(')) return undefined;
    const args: SyntaxNode[] = [];
    if (this.take(')')) return args;
    do args.push(this.expression());
    while (this.take(','));
    this.expect(')');
    return args;
  }

  private name(): string {
    if (this.token.kind !== 'identifier') throw this.unexpected('<IDENTIFIER>');
    const { text } = this.token;
    this.next();
    return text;
  }

  private end = 0;

  private next(): void {
    this.end = this.token.end;
    this.token = scanToken(this.source, this.token.end);
  }

  private isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  private take(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.next();
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected(`'${text}'`);
  }

  private step(): void {
    this.steps++;
    if (this.steps > MAX_STEPS) {
      throw new ExpressionSyntaxError(this.source, this.token.position, `more than ${MAX_STEPS} operations`);
    }
  }

  private unexpected(expected: string): ExpressionSyntaxError {
    const found = this.token.kind === 'end' ? 'null' : this.token.image;
    return unexpected(this.source, this.token.position, found, expected);
  }
}
