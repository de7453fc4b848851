import type { Subscription } from '../engine/state.ts';
import { subscriptionList } from '../store/runtime/subscription-list.ts';
import type { EngineContext } from './engine-context.ts';

/**
 * Start events that wait for this message, signal or (without a name) a condition, of latest versions that may be started.
 */
export async function startEventsFor(
  engine: EngineContext,
  eventName: string | null,
  eventType: 'message' | 'signal' | 'conditional',
): Promise<Subscription[]> {
  const filter = { eventType, start: true, ...(eventName === null ? {} : { eventName }) };
  const rows = await subscriptionList.list(engine.store.reader, filter);
  return rows.filter(({ definitionKey, definitionId }) => {
    const latest = engine.definitions.processes.latest(definitionKey);
    return latest?.id === definitionId && !latest.suspended;
  });
}
