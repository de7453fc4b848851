import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './tests/closing-line.ts';
import { findChromium } from './tests/find-chromium.ts';
import { fetchReferenceDocument } from './tests/rest/open-api/reference-document.ts';

/** The test files that open a page in Chromium: those that import `tests/pages/browser.ts` or `office-in-browser.ts`. */
function browserTests(): string[] {
  return readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .map((path) => `tests/${path}`)
    .filter(
      (path) =>
        path.endsWith('.test.ts') && /from '[./]+(pages\/)?(office-in-)?browser\.ts'/.test(readFileSync(path, 'utf8')),
    );
}

const pages = browserTests();
const leftOut = findChromium() === undefined ? pages : [];
if (leftOut.length > 0) {
  console.warn(
    `No Chromium on the PATH or in CHROMIUM: the tests that need one are left out:\n  ${leftOut.join('\n  ')}`,
  );
}

const noDocument = fetchReferenceDocument();
if (noDocument !== undefined) {
  console.warn(`The reference's OpenAPI document is missing (${noDocument}): no answer is held against it.`);
}

export default defineConfig({
  test: {
    projects: [
      // Files of one worker share what they import: reading the server's modules anew for each took a fifth of the whole time.
      { extends: true, test: { name: 'server', include: ['tests/**/*.test.ts'], exclude: pages, isolate: false } },
      { extends: true, test: { name: 'pages', include: pages, exclude: leftOut } },
    ],
    // Many tests wait for a server's clock or a page: one at a time leaves a small machine idle for much of it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page may draw its second list a moment after its first.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', new ClosingLine()],
  },
});
