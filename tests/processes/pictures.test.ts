import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf, markOf, pictureOf } from './picture.ts';
import { processFiles } from './process-files.ts';

describe.each(processFiles('.bpmn'))('the picture of %s', (path) => {
  it('shows the diagram as it is; `npm run pictures` draws what changed', () => {
    expect(existsSync(pictureOf(path))).toBe(true);
    expect(markOf(pictureOf(path))).toBe(hashOf(path));
  });

  it('stands in the README of its folder', () => {
    const readme = readFileSync(join(dirname(path), 'README.md'), 'utf8');
    expect(readme).toContain(`](${pictureOf(path).split(/[\\/]/).at(-1)})`);
  });
});
