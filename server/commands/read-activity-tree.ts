import { type ActivityInstanceTree, activityInstanceTree } from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { withDefinitions } from './execute.ts';
import { NotFound } from './refusals.ts';

/** The tokens of a running instance as a tree. @throws NotFound when it is not running */
export async function readActivityTree(engine: EngineContext, instanceId: string): Promise<ActivityInstanceTree> {
  const { families } = engine.store;
  return withDefinitions(engine, async () => {
    const rootId = await families.rootOf({ instance: instanceId });
    const family = rootId === undefined ? undefined : await families.load(rootId);
    const instance = family?.instances.get(instanceId);
    if (!family || !instance) throw new NotFound(`Process instance with id ${instanceId} does not exist`);
    return activityInstanceTree(engine.definitions, family, instance);
  });
}
