import type { Changes } from '../engine/changes.ts';
import { DefinitionNotLoaded, type EngineError } from '../engine/engine-error.ts';
import type { RunEnvironment } from '../engine/environment.ts';
import type { Family } from '../engine/state.ts';
import type { RootQuestion } from '../store/root-finder.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';

/** What a run on a family gives back: what it changed, and what the caller wants to know of it. */
export interface Outcome<T> {
  changes: Changes;
  result: T;
}

/**
 * Runs `work` on the family that `member` belongs to, and answers its result once the changes are committed.
 * A throw leaves the family as it was before; a definition that was not in memory is loaded, and the work done again.
 * @param missing what to throw when there is no such family
 * @throws CommitFailed when the batch could not be written: nothing happened, the call may be repeated
 */
export async function onFamily<T>(
  engine: EngineContext,
  member: RootQuestion,
  missing: () => EngineError,
  work: (environment: RunEnvironment, family: Family) => Outcome<T>,
  userId: string | null = null,
): Promise<T> {
  return withDefinitions(engine, async () => {
    const { families } = engine.store;
    const rootId = await families.rootOf(member);
    const outcome =
      rootId === undefined
        ? undefined
        : await families.run(rootId, (family) => {
            const { changes, result } = work(environmentOf(engine, userId), family);
            return { changes, result, alongside: engine.takeAlong?.() ?? {} };
          });
    if (!outcome) throw missing();
    return outcome.result;
  });
}

/** Calls `attempt` until every definition it meets is in memory. */
export async function withDefinitions<T>(engine: EngineContext, attempt: () => Promise<T>): Promise<T> {
  for (let loaded: string | undefined; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DefinitionNotLoaded) || error.definitionId === loaded) throw error;
      loaded = error.definitionId;
      await engine.definitions.load(loaded);
    }
  }
}
