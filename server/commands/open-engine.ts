import type { Clock } from '../clock.ts';
import type { ScriptSandbox } from '../engine/engine.ts';
import type { NewId } from '../ids.ts';
import { DueJobs } from '../store/due-jobs.ts';
import { openStore, type StoreOptions } from '../store/store.ts';
import { TopicQueue } from '../store/topic-queue.ts';
import type { CleanupWindow } from './cleanup-window.ts';
import { DefinitionRegistry } from './definition-registry.ts';
import type { BatchSettings, EngineContext, TurnLimits } from './engine-context.ts';

/** Opens the store and reads what is deployed. @throws DatabaseInUse, DatabaseTooNew */
export async function openEngine(
  options: StoreOptions & {
    clock: Clock;
    newId: NewId;
    scripts: ScriptSandbox;
    limits: TurnLimits;
    batches: BatchSettings;
    cleanupWindow: CleanupWindow | null;
  },
): Promise<{ engine: EngineContext; dueJobs: DueJobs; close(): Promise<void> }> {
  const { clock, newId, scripts } = options;
  const store = await openStore(options);
  try {
    const engine: EngineContext = {
      store,
      clock,
      newId,
      scripts,
      definitions: await DefinitionRegistry.open(store),
      topics: await TopicQueue.open(store, clock),
      userId: null,
      limits: options.limits,
      batches: options.batches,
      cleanupWindow: options.cleanupWindow,
    };
    return { engine, dueJobs: new DueJobs(store), close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}
