import type { CompiledDecision } from './decisions/compile-decisions.ts';
import type { evaluateDecision } from './decisions/evaluate-decision.ts';
import type { ProcessGraph } from './model/graph.ts';
import type { ScriptSandbox } from './scripts/script-sandbox.ts';
import type { Family } from './state.ts';
import type { VariableWrite } from './variables.ts';

/** A deployed process definition with its compiled graph. `id` is `key:version:uuid`. */
export interface DeployedProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string | null;
  readonly deploymentId: string;
  readonly resource: string;
  suspended: boolean;
  /** How many days history is kept after the end of an instance; null for ever. */
  readonly historyTimeToLiveDays?: number | null;
  readonly graph: ProcessGraph;
  /** Job definition ids by `jobDefinitionKey`, as created at deployment. */
  readonly jobDefinitionIds: ReadonlyMap<string, string>;
  /** What somebody has set for the jobs of a job definition, by its id. */
  readonly jobOverrides?: ReadonlyMap<string, JobOverride>;
}

/** What holds for the jobs that a job definition creates from now on; a priority of null leaves it to the model. */
export interface JobOverride {
  readonly suspended: boolean;
  readonly priority: number | null;
}

export interface DeployedDecision {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string | null;
  readonly deploymentId: string;
  readonly decisionRequirementsDefinitionId: string | null;
  readonly decisionRequirementsDefinitionKey: string | null;
  /** How many days an evaluation outside of any process is kept; null for ever. */
  readonly historyTimeToLiveDays?: number | null;
  /** Ids of the definitions that the same file holds, by key: those that this one requires are among them. */
  readonly fileDefinitionIds: ReadonlyMap<string, string>;
  readonly decision: CompiledDecision;
}

/** How a call activity or business rule task names the version it wants. */
export type Binding =
  | { kind: 'latest' }
  | { kind: 'deployment'; deploymentId: string }
  | { kind: 'version'; version: number }
  | { kind: 'versionTag'; versionTag: string };

/** Where a run finds definitions. Lookups are synchronous; one that is not in memory throws `DefinitionNotLoaded`. */
export interface DefinitionSource {
  process(id: string): DeployedProcess;
  findProcess(key: string, binding: Binding): DeployedProcess | undefined;
  findDecision(key: string, binding: Binding): DeployedDecision | undefined;
}

/** Who hears a signal. */
export interface SignalReceivers {
  readonly families: readonly Family[];
  readonly starts: readonly { readonly definition: DeployedProcess; readonly elementId: string }[];
  /** Takes the family of each instance that the signal starts. */
  started(family: Family): void;
}

/** All that a run may know of the world. */
export interface RunEnvironment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** A fresh id, at most 64 characters, growing with time. */
  newId(): string;
  readonly definitions: DefinitionSource;
  /** Who acts, when signed in. */
  readonly userId: string | null;
  /** What runs JavaScript. */
  readonly scripts: ScriptSandbox;
  /**
   * Who hears a signal: families with a subscription of that name, and processes that it starts. Throws
   * `SignalReceiversNotLoaded` when they are not in memory.
   */
  signalReceivers(name: string): SignalReceivers;
  readonly limits: RunLimits;
  /** History keeps the path (instances, activities), nothing else: for runs that are not kept. */
  readonly pathOnly?: boolean;
  /** Evaluates decisions; as the engine does, when absent. */
  readonly evaluate?: typeof evaluateDecision;
  /** Told of each variable that is written or removed. */
  readonly wrote?: (write: VariableWrite) => void;
  /** Told of each instance of a multi-instance activity that begins: what a run may take grows with them. */
  instanceBegins(): void;
}

/** What one run may take before it is stopped. */
export interface RunLimits {
  /** Steps before it counts as a loop without a wait state; each instance of a multi-instance activity brings more of its own. */
  readonly steps: number;
  /** Instances of multi-instance activities that it may make. */
  readonly instances: number;
}
