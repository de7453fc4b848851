import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Throws a BPMN error at a task, a business outcome that the diagram catches. */
export async function throwUserTaskError(
  engine: EngineContext,
  id: string,
  input: { errorCode: string; errorMessage: string | null; variables: engineOf.Variables },
): Promise<void> {
  await onUserTask(engine, id, (environment, family) => engineOf.throwUserTaskError(environment, family, id, input));
}
