import { mergeChanges } from '../../engine/changes.ts';
import { type Changes, EngineError, triggerSubscription, type Variables } from '../../engine/engine.ts';
import type { Family, Subscription } from '../../engine/state.ts';
import { onFamily } from '../execute.ts';
import type { BatchType } from './batch-type.ts';

/** Brings a message to all that wait for it in process instances; `messageName` null means every message. */
export const correlateMessageBatch: BatchType<{ messageName: string | null; variables: Variables }> = {
  type: 'correlate-message',
  async step(engine, id, { messageName, variables }) {
    const ended = new EngineError('InvalidRequestException', `process instance ${id} has ended`);
    try {
      await onFamily(
        engine,
        { instance: id },
        () => ended,
        (environment, family) => {
          const all: Changes[] = [];
          // One event may end the scope in which another one waited: each is looked for when its turn comes.
          for (const subscription of waiting(family, id, messageName)) {
            if (!family.subscriptions.has(subscription.id)) continue;
            all.push(triggerSubscription(environment, family, subscription.id, { variables }).changes);
          }
          return { changes: mergeChanges(all), result: undefined };
        },
      );
    } catch (error) {
      if (error !== ended) throw error;
    }
  },
};

function waiting(family: Family, instanceId: string, messageName: string | null): Subscription[] {
  if (family.instances.get(instanceId)?.suspended) return [];
  return [...family.subscriptions.values()].filter(
    ({ kind, name, instanceId: at }) =>
      at === instanceId && kind === 'message' && (messageName === null || name === messageName),
  );
}
