import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import { lintTexts } from '../translations/chinese/lint.ts';
import { translateWith } from '../translations/translate.ts';

/** What a finding says in the language of the page. */
export function findingText({ template, values }: Pick<Finding, 'template' | 'values'>): string {
  return translateWith(lintTexts)(template, values);
}
