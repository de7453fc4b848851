import type { Clock } from '../clock.ts';
import { type ScriptSandbox, SignalReceiversNotLoaded } from '../engine/engine.ts';
import type { RunEnvironment } from '../engine/environment.ts';
import type { NewId } from '../ids.ts';
import type { Alongside } from '../store/change-rows.ts';
import type { UserOperation } from '../store/history/user-operation.ts';
import type { Store } from '../store/store.ts';
import type { TopicQueue } from '../store/topic-queue.ts';
import type { CleanupWindow } from './cleanup-window.ts';
import type { DefinitionRegistry } from './definition-registry.ts';
import { ScriptsOfRun } from './scripts-of-run.ts';

export { CommitFailed } from '../store/commit-failed.ts';

/** All that a command works with: one running engine. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly definitions: DefinitionRegistry;
  readonly topics: TopicQueue;
  /** Who asks, when signed in. */
  readonly userId: string | null;
  readonly scripts: ScriptSandbox;
  readonly batches: BatchSettings;
  /** When history is cleaned up by itself; null: only when somebody asks. */
  readonly cleanupWindow: CleanupWindow | null;
  /** Called once the work of a command is done: what its commit must take along. Batches give it to their steps. */
  readonly takeAlong?: () => Alongside;
  /** Called likewise: what the operation log tells of a command, once. `operations.ts` gives it. */
  readonly takeOperations?: () => readonly UserOperation[];
}

/** How batches are cut into jobs. */
export interface BatchSettings {
  /** How many jobs one run of a batch's seed makes. */
  readonly jobsPerSeed: number;
  /** How many ids one job sees to. */
  readonly invocationsPerJob: number;
  /** What jobs of batches have for a priority, until their job definition says otherwise. */
  readonly jobPriority: number;
  /** How many days a batch is remembered after its end; null for ever. */
  readonly timeToLiveDays: number | null;
}

/** Steps one run may take before it counts as a loop without a wait state: some 200 ms, in which nobody else gets a turn. */
const STEP_LIMIT = 50_000;
/** Scripts one run may run, for the same reason. */
const SCRIPT_LIMIT = 1_000;

/** What a run may know of the world at this moment. */
export function environmentOf(
  { clock, newId, definitions, scripts, userId: whoAsks }: EngineContext,
  userId: string | null = whoAsks,
  signalReceivers: RunEnvironment['signalReceivers'] = askForReceivers,
): RunEnvironment {
  const limited = new ScriptsOfRun(scripts, SCRIPT_LIMIT);
  return { now: clock.now(), newId, definitions, userId, scripts: limited, signalReceivers, stepLimit: STEP_LIMIT };
}

/** What the commit of a command must take along. Ask once the work is done. */
export function alongsideOf({ takeAlong, takeOperations }: EngineContext): Alongside {
  return { ...takeAlong?.(), userOperations: takeOperations?.() ?? [] };
}

function askForReceivers(name: string): never {
  throw new SignalReceiversNotLoaded(name);
}
