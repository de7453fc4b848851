import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onExternalTask } from './on-external-task.ts';
import { onExternalTaskLogged } from './operation-places.ts';

/** Takes a task's lock away, whoever holds it: it can be fetched again at once. */
export async function unlockExternalTask(engine: EngineContext, id: string): Promise<void> {
  const by = await onExternalTaskLogged(engine, id, 'Unlock', () => []);
  await onExternalTask(by, id, (environment, family) => engineOf.unlockExternalTask(environment, family, id));
}
