import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { givenWorker, onExternalTask } from './on-external-task.ts';

/** A worker reports a BPMN error, a business outcome that the diagram catches. */
export async function throwExternalTaskError(
  engine: EngineContext,
  id: string,
  input: {
    workerId: string | null;
    errorCode: string | null;
    errorMessage: string | null;
    variables: engineOf.Variables;
  },
): Promise<void> {
  const workerId = givenWorker(input.workerId);
  const { errorCode } = input;
  if (errorCode === null) throw new engineOf.EngineError('NullValueException', 'errorCode is null');
  await onExternalTask(engine, id, (environment, family) =>
    engineOf.throwExternalTaskError(environment, family, id, { ...input, workerId, errorCode }),
  );
}
