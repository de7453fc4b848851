import { defineConfig } from 'vitest/config';
import { ClosingLine } from './tests/closing-line.ts';
import { findChromium } from './tests/find-chromium.ts';

const NEED_A_BROWSER = ['tests/pages/**', 'tests/modeler/**'];

const withoutBrowser = findChromium() === undefined;
if (withoutBrowser) {
  console.warn(
    `No Chromium on the PATH or in CHROMIUM: the tests of pages (${NEED_A_BROWSER.join(', ')}) are left out.`,
  );
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', ...(withoutBrowser ? NEED_A_BROWSER : [])],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', new ClosingLine()],
  },
});
