import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onExternalTask } from './on-external-task.ts';
import { onExternalTaskLogged } from './operation-places.ts';

/** Sets how many tries a task has left; more than none closes its incident. */
export async function setExternalTaskRetries(
  engine: EngineContext,
  id: string,
  retries: number | undefined,
): Promise<void> {
  const wanted = checkExternalTaskRetries(retries);
  const by = await onExternalTaskLogged(engine, id, 'SetExternalTaskRetries', () => [
    { property: 'retries', to: wanted },
  ]);
  await onExternalTask(by, id, (environment, family) =>
    engineOf.setExternalTaskRetries(environment, family, id, wanted),
  );
}

/** @throws EngineError when a task cannot have so many tries */
export function checkExternalTaskRetries(retries: number | undefined): number {
  if (retries === undefined)
    throw new engineOf.EngineError('BadUserRequestException', 'The number of retries cannot be null.');
  if (retries < 0)
    throw new engineOf.EngineError(
      'BadUserRequestException',
      'The number of retries cannot be negative: retries is not greater than or equal to 0',
    );
  return retries;
}
