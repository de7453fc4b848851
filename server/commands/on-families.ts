import { type Changes, mergeChanges } from '../engine/changes.ts';
import type { EngineError } from '../engine/engine-error.ts';
import type { RunEnvironment } from '../engine/environment.ts';
import type { Family } from '../engine/state.ts';
import { alongsideOf, type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';

/**
 * Runs `work` for each of several process instances, in one transaction: when it throws for one of them, nothing is kept.
 * @param missing what to throw for an instance that is not running
 * @throws CommitFailed, and whatever `work` throws
 */
export async function onFamilies(
  engine: EngineContext,
  instanceIds: readonly string[],
  missing: (id: string) => EngineError,
  work: (environment: RunEnvironment, family: Family, id: string) => { changes: Changes },
): Promise<void> {
  await withDefinitions(engine, async () => {
    const { families } = engine.store;
    const rootIds = new Map<string, string>();
    for (const id of instanceIds) {
      const rootId = await families.rootOf({ instance: id });
      if (rootId === undefined) throw missing(id);
      rootIds.set(id, rootId);
    }
    const wanted = new Set(rootIds.values());
    await families.runOnAll(
      () => wanted,
      (byRoot) => {
        const all: Changes[] = [];
        for (const [id, rootId] of rootIds) {
          const family = byRoot.get(rootId);
          if (!family?.instances.has(id)) throw missing(id);
          all.push(work(environmentOf(engine), family, id).changes);
        }
        return { changes: mergeChanges(all), alongside: alongsideOf(engine) };
      },
    );
  });
}
