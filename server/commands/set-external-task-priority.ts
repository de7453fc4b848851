import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onExternalTask } from './on-external-task.ts';
import { onExternalTaskLogged } from './operation-places.ts';

/** Sets a task's priority: the higher, the earlier it is fetched by workers that ask for priority. */
export async function setExternalTaskPriority(engine: EngineContext, id: string, priority: number): Promise<void> {
  const by = await onExternalTaskLogged(engine, id, 'SetPriority', (task) => [
    { property: 'priority', from: task.priority, to: priority },
  ]);
  await onExternalTask(by, id, (environment, family) =>
    engineOf.setExternalTaskPriority(environment, family, id, priority),
  );
}
