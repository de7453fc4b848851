import type { Changes, RunEnvironment } from '../engine/engine.ts';
import type { Family } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/**
 * Runs `work` on the family of a user task and answers its outcome.
 * @param refusal how the refusal for an unknown task begins, e.g. `Cannot complete task x: `
 * @throws NotFound when there is no such task (any more)
 */
export async function onUserTask<R extends { changes: Changes }>(
  engine: EngineContext,
  id: string,
  work: (environment: RunEnvironment, family: Family) => R,
  refusal = '',
): Promise<R> {
  const missing = () => new NotFound(`${refusal}Cannot find task with id ${id}: task is null`, 'RestException', 0);
  return onFamily(engine, { userTask: id }, missing, (environment, family) => {
    if (!family.userTasks.has(id)) throw missing();
    const outcome = work(environment, family);
    return { changes: outcome.changes, result: outcome };
  });
}
