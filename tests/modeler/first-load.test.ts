import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const BUILT = 'dist/browser';
const LIMIT_BYTES = 1_200_000;
const read = (path: string): string => readFileSync(`${BUILT}/${path}`, 'utf8');

/** Built files that a page needs before it does anything, by path below the built pages: what its markup names, and what that imports. */
function atOnce(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    if (!path.endsWith('.js')) return;
    for (const [, file] of read(path).matchAll(/(?:from|import)\s*["'`](\.\/[^"'`]+\.js)["'`]/g))
      add(posix.join(posix.dirname(path), file ?? ''));
  };
  for (const path of paths) add(path);
  return found;
}

/** What one of `loaded` asks for by itself: the chunk of that name, and what the builder notes that it needs. */
function askedFor(name: string, loaded: Iterable<string>): Set<string> {
  const script = [...loaded].find((path) => path.endsWith('.js') && read(path).includes(`import(\`./${name}-`)) ?? '';
  const text = script && read(script);
  const needed: string[] = JSON.parse(/m\.f=(\[[^\]]*\])/.exec(text)?.[1] ?? '[]');
  const [, chunk, indexes] =
    new RegExp(`(${name}-[\\w-]+\\.js).{0,80}?__vite__mapDeps\\(\\[([\\d,]+)\\]`).exec(text) ?? [];
  if (!chunk || !indexes) throw new Error(`${name} is not loaded by itself`);
  return atOnce([`assets/${chunk}`, ...indexes.split(',').map((index) => needed[Number(index)] ?? '')]);
}

const markup = read('modeler/modeler.html');
const first = atOnce(
  [...markup.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? ''),
);
const start = new Set([...first, ...askedFor('show-page', first)]);

/** What the page asks for besides when it opens an editor, with what comes to the process editor once the diagram is drawn. */
function forEditor(name: string): Set<string> {
  const editor = askedFor(name, first);
  return name === 'bpmn-editor' ? new Set([...editor, ...askedFor('bpmn-late', editor)]) : editor;
}

const gzipBytes = (paths: Iterable<string>): number =>
  [...new Set(paths)].reduce((sum, path) => sum + gzipSync(readFileSync(`${BUILT}/${path}`)).length, 0);

describe('the built modeler', () => {
  test('given the list of models, then no editor is loaded', () => {
    expect([...start].filter((path) => /-editor-/.test(path))).toEqual([]);
    expect(gzipBytes(start)).toBeLessThan(150_000);
  });

  test.each(['bpmn-editor', 'dmn-editor', 'form-editor'])(
    'given a model for the %s, then all that is loaded is at most 1.2 MB gzip',
    (name) => {
      const editor = forEditor(name);
      expect([...editor].filter((path) => path.includes(`${name}-`) && path.endsWith('.js'))).toHaveLength(1);
      // The texts of the editors in Chinese come with each of them.
      const bytes = gzipBytes([...start, ...editor]);
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES);
    },
  );

  test('given a process, then what draws it comes before the panel and the simulation, and is the smaller part', () => {
    const drawing = askedFor('bpmn-editor', first);
    expect([...drawing].filter((path) => path.includes('/bpmn-late-'))).toEqual([]);
    expect(gzipBytes([...start, ...drawing])).toBeLessThan(gzipBytes(forEditor('bpmn-editor')) / 2);
  });

  test.each([
    ['bpmn-editor', ['dmn-editor', 'form-editor']],
    ['dmn-editor', ['bpmn-editor', 'form-editor']],
    ['form-editor', ['bpmn-editor', 'dmn-editor']],
  ])('given the %s, then the others stay away', (name, others) => {
    const loaded = [...forEditor(name)];
    for (const other of others)
      expect(loaded.filter((path) => path.includes(`/${other}-`) && path.endsWith('.js'))).toEqual([]);
  });
});
