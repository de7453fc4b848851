import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onUserTask } from './on-user-task.ts';

/** Throws an escalation at a task; the task stays unless an interrupting event catches it. */
export async function throwUserTaskEscalation(
  engine: EngineContext,
  id: string,
  input: { escalationCode: string; variables: engineOf.Variables },
): Promise<void> {
  await onUserTask(engine, id, (environment, family) =>
    engineOf.throwUserTaskEscalation(environment, family, id, input),
  );
}
