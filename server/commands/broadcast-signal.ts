import { EngineError, type Variables } from '../engine/engine.ts';
import { subscriptionList } from '../store/runtime/subscription-list.ts';
import { deliverEvent } from './deliver-event.ts';
import type { EngineContext } from './engine-context.ts';
import { startEventsFor } from './start-events-for.ts';

/**
 * Sends a signal to everything that waits for it and to the signal start events of latest versions, once each and in one
 * commit; with `executionId` to that execution only. Nobody listening is fine.
 * @throws EngineError when the named execution does not wait for the signal, or a step fails: then nobody has heard it
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
    active: true,
    ...(executionId === undefined ? {} : { executionId }),
  };
  const waiting = await subscriptionList.list(engine.store.reader, filter, { sorting: [] });
  if (executionId !== undefined && waiting.length === 0) {
    throw new EngineError(
      'BadUserRequestException',
      `Execution '${executionId}' has not subscribed to a signal event with name '${name}'.`,
    );
  }
  const starts = executionId === undefined ? await startEventsFor(engine, name, 'signal') : [];
  await deliverEvent(engine, { waiting, starts }, { variables });
}
