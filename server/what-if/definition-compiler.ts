import { compileDecisions } from '../engine/decisions/compile-decisions.ts';
import { compileProcesses, type DeployedDecision, type DeployedProcess } from '../engine/engine.ts';
import { deployedDecision, deployedProcess } from '../replay/known-definitions.ts';
import type { DefinitionText, DefinitionTexts } from './read-definitions.ts';

/** Compiles definitions, each but once: a version never changes. */
export class DefinitionCompiler {
  readonly #processes = new Map<string, DeployedProcess>();
  readonly #decisions = new Map<string, DeployedDecision>();

  /** All of them compiled. */
  async compile(all: DefinitionTexts): Promise<{
    processes: DeployedProcess[];
    decisions: DeployedDecision[];
  }> {
    const processes: DeployedProcess[] = [];
    const decisions: DeployedDecision[] = [];
    for (const each of all.definitions) {
      const { kind, id } = each;
      if (kind === 'process') {
        if (!this.#processes.has(id)) await this.#addProcess(each, all);
        const definition = this.#processes.get(id);
        if (definition) processes.push(definition);
      } else {
        if (!this.#decisions.has(id)) await this.#addDecision(each, all);
        const definition = this.#decisions.get(id);
        if (definition) decisions.push(definition);
      }
    }
    return { processes, decisions };
  }

  async #addProcess(each: DefinitionText, { texts, files }: DefinitionTexts): Promise<void> {
    const own = new Map(files.flatMap(([id, name, text]) => (id === each.deploymentId ? [[name, text]] : [])));
    const { processes } = await compileProcesses(texts[each.text] ?? '', { files: own });
    const graph = processes.find(({ key }) => key === each.key);
    if (graph) this.#processes.set(each.id, deployedProcess(named(each), graph));
  }

  async #addDecision(each: DefinitionText, { texts }: DefinitionTexts): Promise<void> {
    const { decisions } = await compileDecisions(texts[each.text] ?? '');
    const decision = decisions.find(({ key }) => key === each.key);
    if (decision) this.#decisions.set(each.id, deployedDecision(named(each), decision));
  }
}

const named = ({ id, key, version, versionTag, deploymentId }: DefinitionText) => ({
  id,
  key,
  version,
  versionTag,
  deploymentId,
});
