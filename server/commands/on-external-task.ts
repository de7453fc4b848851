import type { RunEnvironment } from '../engine/engine.ts';
import { type Changes, EngineError } from '../engine/engine.ts';
import type { Family } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** Runs `work` on the family of an external task. @throws NotFound when there is no such task (any more) */
export async function onExternalTask(
  engine: EngineContext,
  id: string,
  work: (environment: RunEnvironment, family: Family) => { changes: Changes },
): Promise<void> {
  const missing = () => new NotFound(`External task with id ${id} does not exist`, 'RestException', 0);
  await onFamily(engine, { externalTask: id }, missing, (environment, family) => {
    if (!family.externalTasks.has(id)) throw missing();
    return { changes: work(environment, family).changes, result: undefined };
  });
}

/** The worker who asks. @throws EngineError NullValueException when the request named none */
export function givenWorker(workerId: string | null): string {
  if (workerId === null) throw new EngineError('NullValueException', 'workerId is null');
  return workerId;
}
