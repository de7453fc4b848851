import type { RunEnvironment } from '../environment.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { FormSpec } from '../model/graph.ts';
import { Run } from '../run.ts';
import type { Family, UserTask } from '../state.ts';

/** A waiting task with the form of its diagram and what the form's expressions see; undefined for an unknown task. */
export function taskFormScope(
  environment: RunEnvironment,
  family: Family,
  taskId: string,
): { task: UserTask; form: FormSpec | null; scope: ExpressionScope; deploymentId: string } | undefined {
  const task = family.userTasks.get(taskId);
  const instance = task && family.instances.get(task.instanceId);
  const node = instance?.nodes[task?.nodeId ?? ''];
  if (!task || !instance || !node) return undefined;
  const run = new Run(environment, family);
  const token = run.token(instance, node);
  return { task, form: token.element.form, scope: run.scopeAt(token), deploymentId: token.definition.deploymentId };
}
