import type { Clock } from '../clock.ts';
import type { RunEnvironment } from '../engine/environment.ts';
import type { NewId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import type { TopicQueue } from '../store/topic-queue.ts';
import type { DefinitionRegistry } from './definition-registry.ts';

export { CommitFailed } from '../store/commit-failed.ts';

/** All that a command works with: one running engine. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly definitions: DefinitionRegistry;
  readonly topics: TopicQueue;
}

/** Steps one run may take before it counts as a loop without a wait state. */
const STEP_LIMIT = 100_000;

/** What a run may know of the world at this moment. */
export function environmentOf(
  { clock, newId, definitions }: EngineContext,
  userId: string | null = null,
): RunEnvironment {
  return { now: clock.now(), newId, definitions, userId, stepLimit: STEP_LIMIT };
}
