import type { Run } from '../../run.ts';
import type { Token } from '../../token.ts';
import { addExternalTask } from '../../waits.ts';
import type { Behavior } from '../behavior.ts';

/** External task: offered to workers under its topic. */
export const externalTask: Behavior = {
  enter(run, token) {
    addExternalTask(run, token, run.text(token, token.element.external!.topic) ?? '', priorityOf(run, token));
    return [];
  },
};

/** The task's priority, else the process's, else 0; an expression that fails gives 0, as in the reference. */
function priorityOf(run: Run, token: Token): number {
  const expression = token.element.external!.priority ?? token.definition.graph.taskPriority;
  if (!expression) return 0;
  try {
    const value = Number(run.text(token, expression));
    return Number.isFinite(value) ? Math.trunc(value) : 0;
  } catch {
    return 0;
  }
}
