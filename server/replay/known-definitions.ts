import type { CompiledDecision } from '../engine/decisions/compile-decisions.ts';
import {
  type Binding,
  DefinitionNotLoaded,
  type DeployedDecision,
  type DeployedProcess,
  type ProcessGraph,
} from '../engine/engine.ts';
import type { DefinitionsInTime } from './world.ts';

/** Models that take the place of those that ran: processes and decisions by key. */
export interface Changed {
  readonly processes: ReadonlyMap<string, ProcessGraph>;
  readonly decisions: ReadonlyMap<string, CompiledDecision>;
}

/** Sorts after every id. */
const NOTHING_LATER = '~';

/** Every version that was deployed, and what some are changed to. A changed model stands for all versions of its key. */
export class KnownDefinitions implements DefinitionsInTime {
  asOf = NOTHING_LATER;
  readonly #processes = new Map<string, DeployedProcess>();
  readonly #versions = new Map<string, DeployedProcess[]>();
  readonly #decisions = new Map<string, DeployedDecision[]>();
  readonly #changedProcesses = new Map<string, DeployedProcess>();
  readonly #changedDecisions = new Map<string, DeployedDecision>();

  constructor(
    processes: readonly DeployedProcess[],
    decisions: readonly DeployedDecision[],
    changed: Changed = { processes: new Map(), decisions: new Map() },
  ) {
    for (const each of processes) {
      this.#processes.set(each.id, each);
      add(this.#versions, each);
    }
    for (const each of decisions) add(this.#decisions, each);
    for (const [key, graph] of changed.processes) {
      const newest = this.#versions.get(key)?.at(-1);
      const stand = deployedProcess(
        { id: `${key}:changed`, key, version: (newest?.version ?? 0) + 1, deploymentId: '' },
        graph,
      );
      this.#changedProcesses.set(key, stand);
      this.#processes.set(stand.id, stand);
    }
    for (const [key, decision] of changed.decisions) {
      const newest = this.#decisions.get(key)?.at(-1);
      this.#changedDecisions.set(
        key,
        deployedDecision(
          { id: `${key}:changed`, key, version: (newest?.version ?? 0) + 1, deploymentId: '' },
          decision,
        ),
      );
    }
  }

  /** Compiled graph of a definition; undefined when it is unknown. */
  graph(id: string): ProcessGraph | undefined {
    return this.#processes.get(id)?.graph;
  }

  standIn(definitionId: string): string {
    const key = this.#processes.get(definitionId)?.key ?? '';
    return this.#changedProcesses.get(key)?.id ?? definitionId;
  }

  process(id: string): DeployedProcess {
    const found = this.#processes.get(id);
    if (!found) throw new DefinitionNotLoaded(id);
    return found;
  }

  findProcess(key: string, binding: Binding): DeployedProcess | undefined {
    return this.#changedProcesses.get(key) ?? find(this.#versions.get(key), binding, this.asOf);
  }

  findDecision(key: string, binding: Binding): DeployedDecision | undefined {
    return this.#changedDecisions.get(key) ?? find(this.#decisions.get(key), binding, this.asOf);
  }
}

/** What a run asks of a definition. */
type Named = Pick<DeployedProcess, 'id' | 'key' | 'version' | 'deploymentId'> & { versionTag?: string | null };

export function deployedProcess(named: Named, graph: ProcessGraph): DeployedProcess {
  return {
    versionTag: null,
    name: graph.name,
    resource: '',
    suspended: false,
    ...named,
    graph,
    jobDefinitionIds: new Map(),
  };
}

export function deployedDecision(named: Named, decision: CompiledDecision): DeployedDecision {
  return {
    versionTag: null,
    name: null,
    decisionRequirementsDefinitionId: null,
    decisionRequirementsDefinitionKey: null,
    ...named,
    fileDefinitionIds: new Map(),
    decision,
  };
}

function add<Definition extends { key: string; version: number }>(
  versions: Map<string, Definition[]>,
  each: Definition,
): void {
  const { key } = each;
  const all = [...(versions.get(key) ?? []), each];
  versions.set(
    key,
    all.sort((a, b) => a.version - b.version),
  );
}

/** The version a binding asks for, of those deployed before an id was made. */
function find<Definition extends Named>(
  versions: readonly Definition[] = [],
  binding: Binding,
  asOf: string,
): Definition | undefined {
  const matches = (definition: Definition): boolean => {
    switch (binding.kind) {
      case 'latest':
        return definition.deploymentId <= asOf;
      case 'deployment':
        return definition.deploymentId === binding.deploymentId;
      case 'version':
        return definition.version === binding.version;
      case 'versionTag':
        return definition.versionTag === binding.versionTag && definition.deploymentId <= asOf;
    }
  };
  return versions.findLast(matches);
}
