import type { Deployed, Finding } from 'bpmnlint-plugin-petitions/lint.js';
import type { ReadModel } from './read-model.ts';

/** What the rules find in a model, errors first; the same rules as in the editor. */
export async function checkModel(model: ReadModel, deployed: Deployed): Promise<Finding[]> {
  // Loaded with the first model: a server that publishes nothing starts without it.
  const { default: linter } = await import('bpmnlint-plugin-petitions/lint.js');
  return model.kind === 'form' ? linter.lintForm(model.root) : linter.lint(model.root, deployed);
}
