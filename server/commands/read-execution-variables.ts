import { visibleVariables } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';

/**
 * Variables of a running execution: all that it sees, or those of its own scope. Read from the state that commands work
 * on, so that what was just written is seen.
 * @throws NotFound when there is no such execution (any more)
 */
export async function readExecutionVariables(
  engine: EngineContext,
  executionId: string,
  which: 'visible' | 'local',
): Promise<Record<string, TypedValue>> {
  const { families } = engine.store;
  const rootId = await families.rootOf({ execution: executionId });
  const family = rootId === undefined ? undefined : await families.load(rootId);
  for (const instance of family?.instances.values() ?? []) {
    const node = instance.nodes[executionId];
    if (node) return which === 'visible' ? visibleVariables(instance, node) : { ...node.variables };
  }
  throw new NotFound(`execution ${executionId} doesn't exist: execution is null`, 'NullValueException', 0);
}
