import type { ElValue } from './el-value.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '&&' | '||';

/** One node of a parsed expression. `position` counts characters of the source from 0; `text` is what was written. */
export type SyntaxNode =
  | { kind: 'literal'; value: ElValue }
  | { kind: 'identifier'; name: string; position: number; text: string }
  | { kind: 'property'; base: SyntaxNode; name: string; position: number; text: string }
  | { kind: 'index'; base: SyntaxNode; key: SyntaxNode; text: string }
  | { kind: 'call'; base: SyntaxNode; name: string; args: SyntaxNode[]; position: number; text: string }
  | { kind: 'function'; name: string; args: SyntaxNode[]; position: number; text: string }
  | { kind: 'unary'; operator: '-' | '!' | 'empty'; operand: SyntaxNode }
  | { kind: 'binary'; operator: BinaryOperator; left: SyntaxNode; right: SyntaxNode }
  | { kind: 'choice'; condition: SyntaxNode; yes: SyntaxNode; no: SyntaxNode }
  | { kind: 'composite'; parts: SyntaxNode[] };
