import { ExpressionSyntaxError } from './expression-error.ts';

export interface Token {
  kind: 'integer' | 'float' | 'string' | 'identifier' | 'symbol' | 'end';
  /** Symbols and keywords in their plain spelling (`and` is `&&`), content for strings, spelling for the rest. */
  text: string;
  /** As written, for error messages. */
  image: string;
  position: number;
  end: number;
}

const KEYWORDS = new Map([
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['div', '/'],
  ['mod', '%'],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['gt', '>'],
  ['le', '<='],
  ['ge', '>='],
  ['empty', 'empty'],
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['instanceof', 'instanceof'],
]);
const SYMBOLS = ['&&', '||', '==', '!=', '<=', '>=', ...'+-*/%<>!?:()[].,}'];
const NAME = /[\p{L}\p{Nl}\p{Sc}_][\p{L}\p{Nl}\p{Sc}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]*/uy;
const NUMBER = /(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/y;
const SPACE = /\s*/y;

/** The token that starts at or after `from`. @throws ExpressionSyntaxError for characters no token can start with */
export function scanToken(source: string, from: number): Token {
  SPACE.lastIndex = from;
  SPACE.test(source);
  const position = SPACE.lastIndex;
  const first = source[position];
  const token = (kind: Token['kind'], text: string, image: string): Token => {
    return { kind, text, image, position, end: position + image.length };
  };
  if (first === undefined) return token('end', '', '');
  if (first === '"' || first === "'") return scanString(source, position, first);
  NUMBER.lastIndex = position;
  const number = NUMBER.exec(source)?.[0];
  if (number !== undefined) return token(/^\d+$/.test(number) ? 'integer' : 'float', number, number);
  NAME.lastIndex = position;
  const name = NAME.exec(source)?.[0];
  if (name !== undefined) {
    const keyword = KEYWORDS.get(name);
    return keyword === undefined ? token('identifier', name, name) : token('symbol', keyword, name);
  }
  const symbol = SYMBOLS.find((candidate) => source.startsWith(candidate, position));
  if (symbol !== undefined) return token('symbol', symbol, symbol);
  throw lexicalError(source, position, `invalid character '${first}'`, 'expression token');
}

function scanString(source: string, position: number, quote: string): Token {
  let text = '';
  for (let at = position + 1; at < source.length; at++) {
    const char = source[at];
    if (char === quote) {
      return { kind: 'string', text, image: source.slice(position, at + 1), position, end: at + 1 };
    }
    if (char !== '\\') {
      text += char;
      continue;
    }
    const next = source[++at];
    if (next !== '\\' && next !== quote) {
      throw lexicalError(source, position, `invalid escape sequence \\${next ?? ''}`, `\\${quote} or \\\\`);
    }
    text += next;
  }
  throw lexicalError(source, position, 'unterminated string', quote);
}

function lexicalError(source: string, position: number, found: string, expected: string): ExpressionSyntaxError {
  const reason = `lexical error at position ${position}, encountered ${found}, expected ${expected}`;
  return new ExpressionSyntaxError(source, position, reason);
}

/**
 * The text before the next `${` or `#{`, with `\${` taken as the characters `${`, and where it ends: at the opening,
 * or at the end of the source.
 */
export function scanText(source: string, from: number): { text: string; end: number } {
  let text = '';
  let escaped = false;
  let at = from;
  for (; at < source.length; at++) {
    const char = source[at] ?? '';
    const opens = (char === '$' || char === '#') && source[at + 1] === '{';
    if (opens && !escaped) return { text, end: at };
    if (char === '\\' && !escaped) {
      escaped = true;
      continue;
    }
    if (escaped && !opens && char !== '\\') text += '\\';
    text += char;
    escaped = false;
  }
  return { text: escaped ? `${text}\\` : text, end: at };
}
