import type { ProjectFile } from './project-files.ts';

/** A place where a rule is broken; `line` counts from 1. */
export interface Violation {
  line: number;
  what: string;
}

/** A house rule that can be judged from one file at a time. */
export interface Rule {
  name: string;
  /** @param path relative to the root, with forward slashes */
  appliesTo: (path: string) => boolean;
  check: (file: ProjectFile) => Violation[];
  /** Files that break the rule: each must be found, or the rule has gone blind. */
  planted: readonly ProjectFile[];
}

/** Builds the check of a rule that forbids text: one violation for each line on which `pattern` matches. */
export function forbid(pattern: RegExp, text: (file: ProjectFile) => string = (file) => file.text): Rule['check'] {
  return (file) =>
    text(file)
      .split('\n')
      .flatMap((content, index) => {
        const found = content.match(pattern);
        return found === null ? [] : [{ line: index + 1, what: found[0].trim() }];
      });
}

/** The broken places as lines that an editor can jump to. */
export function violationsOf(rule: Rule, files: readonly ProjectFile[]): string[] {
  return files
    .filter((file) => rule.appliesTo(file.path))
    .flatMap((file) => rule.check(file).map(({ line, what }) => `${file.path}:${line} ${what}`));
}
