/** What a file imports: `typeOnly` when nothing of it is left after compilation; `line` counts from 1. */
export interface Import {
  specifier: string;
  typeOnly: boolean;
  line: number;
}

const STATEMENT =
  /\b(?:import|export)\s+(type\s+)?(?:(\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+(?:\s*,\s*(?:\{[^}]*\}|\*\s+as\s+\w+))?)\s+from\s+)?['"]([^'"]+)['"]/g;
const CALL = /\b(?:import|require|createRequire\([^)]*\))\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The text with its comments blanked, line breaks kept. Strings that hold comment marks after a blank suffer too. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** Static imports, re-exports and calls of `import()` and `require()` in a TypeScript source. */
export function importsOf(source: string): Import[] {
  const text = withoutComments(source);
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  const found: Import[] = [];
  for (const match of text.matchAll(STATEMENT)) {
    const names = match[2]?.startsWith('{') ? match[2].slice(1, -1).split(',') : [];
    const named = names.map((name) => name.trim()).filter((name) => name !== '');
    const typeOnly = match[1] !== undefined || (named.length > 0 && named.every((name) => name.startsWith('type ')));
    found.push({ specifier: match[3] ?? '', typeOnly, line: lineAt(match.index) });
  }
  for (const match of text.matchAll(CALL)) {
    found.push({ specifier: match[1] ?? '', typeOnly: false, line: lineAt(match.index) });
  }
  return found;
}
