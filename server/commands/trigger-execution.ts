import { triggerSubscription, type Variables } from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { NotFound } from './refusals.ts';

/** Gives a message to one execution that waits for it. @throws NotFound when it does not wait for that message */
export async function triggerExecution(
  engine: EngineContext,
  executionId: string,
  messageName: string,
  variables: Variables,
): Promise<void> {
  const missing = () =>
    new NotFound(
      `Execution with id '${executionId}' does not have a subscription to a message event with name '${messageName}'`,
    );
  await onFamily(engine, { execution: executionId }, missing, (environment, family) => {
    const subscription = [...family.subscriptions.values()].find(
      ({ kind, nodeId, name }) => kind === 'message' && nodeId === executionId && name === messageName,
    );
    if (!subscription) throw missing();
    const { changes } = triggerSubscription(environment, family, subscription.id, { variables });
    return { changes, result: undefined };
  });
}
