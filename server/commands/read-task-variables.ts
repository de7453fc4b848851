import { visibleVariables } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';

/** Variables that a user task sees, or those of its own scope only. @throws NotFound */
export async function readTaskVariables(
  engine: EngineContext,
  taskId: string,
  which: 'visible' | 'local',
): Promise<Record<string, TypedValue>> {
  const { families } = engine.store;
  const rootId = await families.rootOf({ userTask: taskId });
  const family = rootId === undefined ? undefined : await families.load(rootId);
  const task = family?.userTasks.get(taskId);
  const instance = task && family?.instances.get(task.instanceId);
  const node = instance?.nodes[task?.nodeId ?? ''];
  if (!instance || !node) throw new NotFound(`task ${taskId} doesn't exist: task is null`, 'NullValueException', 0);
  return which === 'visible' ? visibleVariables(instance, node) : { ...node.variables };
}
