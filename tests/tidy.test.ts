import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { doorRules } from './tidy/doors.ts';
import { nameRules } from './tidy/names.ts';
import { projectFiles } from './tidy/project-files.ts';
import { roomViolations } from './tidy/rooms.ts';
import { violationsOf } from './tidy/rule.ts';
import { wordRules } from './tidy/words.ts';

const files = projectFiles(fileURLToPath(new URL('..', import.meta.url)));

describe('given the files of this repository', () => {
  it.each([...doorRules, ...wordRules, ...nameRules])('then $name', (rule) => {
    for (const planted of rule.planted) {
      expect(violationsOf(rule, [planted]), `blind to: ${planted.path} ${planted.text.slice(0, 80)}`).not.toEqual([]);
    }
    expect(files.some(({ path }) => rule.appliesTo(path))).toBe(true);
    expect(violationsOf(rule, files)).toEqual([]);
  });

  it('then each room says in at most 40 lines what it is for', () => {
    expect(roomViolations([{ path: 'server/rest/app.ts', text: '' }])).toEqual(['server/rest/README.md is missing']);
    expect(roomViolations([{ path: 'desk/README.md', text: 'x\n'.repeat(41) }])).toHaveLength(1);
    expect(roomViolations(files)).toEqual([]);
  });
});
