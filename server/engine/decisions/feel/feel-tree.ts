import { parseExpression, parseUnaryTests } from 'feelin';
import { DIALECT } from './feel-library.ts';
import { joinedTest, misreadIn } from './misread-in.ts';

type Node = ReturnType<typeof parseExpression>['topNode'];

/** The function `get or else` as parsed trees name it. */
export const GET_OR_ELSE = 'get_or_else';

/** A FEEL text that cannot be parsed. `position` counts characters from 0. */
export class FeelSyntaxError extends Error {
  readonly position: number;
  constructor(text: string, reason: string, position: number) {
    super(`FEEL: ${reason} (position ${position} of '${text}')`);
    this.name = 'FeelSyntaxError';
    this.position = position;
  }
}

/** A node of the parser's tree with its children, comments left out. */
export interface FeelNode {
  name: string;
  from: number;
  to: number;
  text: string;
  children: FeelNode[];
}

/** Comparisons with `in` that one text may need put in parentheses; each costs another parse. */
const MAX_REPAIRS = 50;

/**
 * Parses a FEEL expression or a list of unary tests.
 * @param names variables that may hold spaces or operators, so that the parser takes them whole
 * @throws FeelSyntaxError
 */
export function parseFeel(text: string, kind: 'expression' | 'unaryTests', names: readonly string[]): FeelNode {
  let written = withoutKeywords(text);
  for (let repairs = 0; repairs <= MAX_REPAIRS; repairs++) {
    const root = parseAsWritten(written, kind, names);
    const misread = misreadIn(root);
    if (misread === undefined) {
      const joined = joinedTest(root);
      if (joined === undefined) return root;
      throw new FeelSyntaxError(
        text,
        `'${joined.text}' joins a test without its left side; write ? in front`,
        joined.from,
      );
    }
    const { from, to } = misread;
    written = `${written.slice(0, from)}(${written.slice(from, to)})${written.slice(to)}`;
  }
  throw new FeelSyntaxError(text, `more than ${MAX_REPAIRS} tests with 'in' that are joined without parentheses`, 0);
}

function parseAsWritten(text: string, kind: 'expression' | 'unaryTests', names: readonly string[]): FeelNode {
  const context = Object.fromEntries(names.map((name) => [name, null]));
  const tree = (kind === 'expression' ? parseExpression : parseUnaryTests)(text, context, DIALECT);
  const convert = (node: Node): FeelNode => {
    if (node.type.isError) {
      const found = node.from >= text.length ? 'end' : `'${text.slice(node.from, node.from + 20)}'`;
      throw new FeelSyntaxError(text, `unexpected ${found}`, node.from);
    }
    const children: FeelNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (!child.name.endsWith('Comment')) children.push(convert(child));
    }
    return { name: node.name, from: node.from, to: node.to, text: text.slice(node.from, node.to), children };
  };
  return convert(tree.topNode);
}

/** `get or else(` holds two keywords that the parser would stop at: joined, at the same length, outside of texts. */
function withoutKeywords(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\bget or else(?=\s*\()/g, (part) =>
    part.startsWith('"') ? part : GET_OR_ELSE,
  );
}

/** A name as variables bear it: one space between its words, no backticks. */
export function nameOf(node: FeelNode): string {
  return node.text.replace(/`/g, '').trim().replace(/\s+/g, ' ');
}

/** All nodes of a kind, the node itself included. */
export function* nodesOfKind(node: FeelNode, kind: string): Generator<FeelNode> {
  if (node.name === kind) yield node;
  for (const child of node.children) yield* nodesOfKind(child, kind);
}
