import { EngineError, triggerSubscription, type Variables } from '../engine/engine.ts';
import type { Subscription } from '../engine/state.ts';
import { subscriptionList } from '../store/runtime/subscription-list.ts';
import { startEventsFor } from './correlate-message.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { startProcess } from './start-process.ts';

/**
 * Sends a signal to everything that waits for it and to the signal start events of latest versions, once each; with
 * `executionId` to that execution only. Nobody listening is fine.
 * @throws EngineError when the named execution does not wait for the signal
 */
export async function broadcastSignal(
  engine: EngineContext,
  input: { name: string; executionId?: string; variables: Variables },
): Promise<void> {
  const { name, executionId, variables } = input;
  const filter = {
    eventType: 'signal' as const,
    eventName: name,
    waiting: true,
    ...(executionId === undefined ? {} : { executionId }),
  };
  const waiting = await subscriptionList.list(engine.store.reader, filter, { sorting: [] });
  if (executionId !== undefined && waiting.length === 0) {
    throw new EngineError(
      'BadUserRequestException',
      `Execution '${executionId}' has not subscribed to a signal event with name '${name}'.`,
    );
  }
  for (const subscription of waiting) await deliver(engine, subscription, variables);
  if (executionId !== undefined) return;
  for (const start of await startEventsFor(engine, name, 'signal')) {
    await startProcess(engine, start.definitionId, { variables, startElementId: start.elementId });
  }
}

/** A suspended instance, or one that went on meanwhile, does not hear it. */
async function deliver(engine: EngineContext, subscription: Subscription, variables: Variables): Promise<void> {
  const deaf = new EngineError('BadUserRequestException', 'not listening');
  try {
    await onFamily(
      engine,
      { instance: subscription.instanceId },
      () => deaf,
      (environment, family) => {
        const instance = family.instances.get(subscription.instanceId);
        if (!family.subscriptions.has(subscription.id) || instance?.suspended) throw deaf;
        const { changes } = triggerSubscription(environment, family, subscription.id, { variables });
        return { changes, result: undefined };
      },
    );
  } catch (error) {
    if (error !== deaf) throw error;
  }
}
