import linter, { type Deployed, type Finding } from 'bpmnlint-plugin-petitions/lint.js';
import type { ReadModel } from './read-model.ts';

/** What the rules find in a model, errors first; the same rules as in the editor. */
export async function checkModel(model: ReadModel, deployed: Deployed): Promise<Finding[]> {
  return model.kind === 'form' ? linter.lintForm(model.root) : linter.lint(model.root, deployed);
}
