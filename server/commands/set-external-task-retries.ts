import * as engineOf from '../engine/engine.ts';
import { externalTaskList } from '../store/runtime/external-task-list.ts';
import type { EngineContext } from './engine-context.ts';
import { onExternalTask } from './on-external-task.ts';

/** Sets how many tries a task has left; more than none closes its incident. */
export async function setExternalTaskRetries(
  engine: EngineContext,
  id: string,
  retries: number | undefined,
): Promise<void> {
  const wanted = given(retries);
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.setExternalTaskRetries(environment, family, id, wanted),
  );
}

/**
 * The same for many tasks: those named, and those of the named process instances.
 * @throws NotFound naming the first unknown task, before anything is changed
 */
export async function setRetriesOfExternalTasks(
  engine: EngineContext,
  input: { retries?: number; externalTaskIds?: string[]; processInstanceIds?: string[] },
): Promise<void> {
  const wanted = given(input.retries);
  const { reader } = engine.store;
  const ids = new Set(input.externalTaskIds ?? []);
  if (input.processInstanceIds) {
    const filter = { now: engine.clock.now(), processInstanceIdIn: input.processInstanceIds };
    for (const task of await externalTaskList.list(reader, filter, { sorting: [] })) ids.add(task.id);
  }
  if (ids.size === 0) throw new engineOf.EngineError('BadUserRequestException', 'externalTaskIds is empty');
  await Promise.all([...ids].map((id) => setExternalTaskRetries(engine, id, wanted)));
}

function given(retries: number | undefined): number {
  if (retries === undefined)
    throw new engineOf.EngineError('BadUserRequestException', 'The number of retries cannot be null');
  if (retries < 0)
    throw new engineOf.EngineError('BadUserRequestException', 'The number of retries cannot be negative');
  return retries;
}
