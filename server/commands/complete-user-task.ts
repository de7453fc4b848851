import * as engineOf from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';
import { onTaskLogged } from './operation-places.ts';

/**
 * Completes a task: the process goes on to its next wait states, in one transaction.
 * @param submitsForm the variables come from the task's form, whose fields convert and check them
 * @returns the variables the task saw once its own were written
 * @throws NotFound; EngineError when the instance is suspended or a later step fails
 */
export async function completeUserTask(
  engine: EngineContext,
  id: string,
  variables: engineOf.Variables,
  submitsForm = false,
): Promise<Record<string, TypedValue>> {
  const by = await onTaskLogged(engine, id, 'Complete', () => [{ property: 'delete', from: false, to: true }]);
  const completed = await onUserTask(
    by,
    id,
    (environment, family) => {
      const { changes, scope } = engineOf.completeUserTask(environment, family, id, variables, submitsForm);
      // Now: once it is committed, another command may have gone on.
      return { changes, variables: { ...scope.variables } };
    },
    `Cannot complete task ${id}: `,
  );
  return completed.variables;
}
