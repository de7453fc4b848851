import type { Clock } from '../clock.ts';
import { type ScriptSandbox, SignalReceiversNotLoaded } from '../engine/engine.ts';
import type { RunEnvironment, RunLimits } from '../engine/environment.ts';
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
  readonly limits: TurnLimits;
  readonly batches: BatchSettings;
  /** When history is cleaned up by itself; null: only when somebody asks. */
  readonly cleanupWindow: CleanupWindow | null;
  /** Called once the work of a command is done: what its commit must take along. Batches give it to their steps. */
  readonly takeAlong?: () => Alongside;
  /** Called likewise: what the operation log tells of a command, once. `operations.ts` gives it. */
  readonly takeOperations?: () => readonly UserOperation[];
}

/** What one run may take: it is one turn, in which nobody else gets an answer. */
export interface TurnLimits extends RunLimits {
  /** Processor time of all its scripts together. */
  readonly scriptsMs: number;
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

/** What a run may know of the world at this moment. */
export function environmentOf(
  { clock, newId, definitions, scripts, limits, userId: whoAsks }: EngineContext,
  userId: string | null = whoAsks,
  signalReceivers: RunEnvironment['signalReceivers'] = askForReceivers,
): RunEnvironment {
  const limited = new ScriptsOfRun(scripts, limits.scriptsMs);
  return {
    now: clock.now(),
    newId,
    definitions,
    userId,
    scripts: limited,
    signalReceivers,
    limits,
    instanceBegins: () => limited.instanceBegins(),
  };
}

/** What the commit of a command must take along. Ask once the work is done. */
export function alongsideOf({ takeAlong, takeOperations }: EngineContext): Alongside {
  return { ...takeAlong?.(), userOperations: takeOperations?.() ?? [] };
}

function askForReceivers(name: string): never {
  throw new SignalReceiversNotLoaded(name);
}
