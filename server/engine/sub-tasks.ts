import { recordUserTask } from './record.ts';
import type { Run } from './run.ts';
import { isStandalone } from './standalone.ts';
import type { UserTask } from './state.ts';

/** Takes a standalone task away with its sub-tasks; history keeps them. */
export function removeStandalone(run: Run, task: UserTask, deleteReason: string): void {
  const family = run.families.get(task.rootId)!;
  const instance = family.instances.get(task.instanceId)!;
  recordUserTask(run, task, deleteReason);
  family.userTasks.delete(task.id);
  run.changes.userTasks.set(task.id, null);
  run.variables.scopeEnded(instance, instance.nodes[task.nodeId]!);
  family.instances.delete(instance.id);
  run.changes.instances.set(instance.id, null);
  removeSubTasks(run, task, deleteReason);
}

/** The sub-tasks of a task that ends end with it. */
export function removeSubTasks(run: Run, parent: UserTask, deleteReason: string): void {
  for (const task of [...run.families.get(parent.rootId)!.userTasks.values()])
    if (task.parentTaskId === parent.id && isStandalone(task)) removeStandalone(run, task, deleteReason);
}
