import { deliverEvent as deliver, type StartedByEvent, type Variables } from '../engine/engine.ts';
import type { Woken } from '../engine/operations/events.ts';
import type { Subscription } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { withDefinitions } from './execute.ts';
import { SignalHearing } from './signal-hearing.ts';

/**
 * One event for many, in one commit: who waits hears it, and the start events begin new instances. Whoever went on or was
 * suspended meanwhile does not hear it.
 * @param receivers who waits, and the start events, as the database knew them
 * @throws whatever a step of one of them throws: then nobody has heard it
 */
export async function deliverEvent(
  engine: EngineContext,
  receivers: { waiting: readonly Subscription[]; starts: readonly Pick<Subscription, 'definitionId' | 'elementId'>[] },
  input: { variables?: Variables; localVariables?: Variables; businessKey?: string | null },
  hearing: SignalHearing = new SignalHearing(engine),
): Promise<{ woken: Woken[]; begun: StartedByEvent[] }> {
  const { waiting, starts } = receivers;
  return withDefinitions(
    engine,
    () =>
      engine.store.families.runOnAll(
        () => new Set([...hearing.rootIds(), ...waiting.map(({ rootId }) => rootId)]),
        (families) => {
          const startedBySignal: Parameters<typeof hearing.environment>[2] = [];
          const environment = hearing.environment(null, families, startedBySignal);
          const outcome = deliver(
            environment,
            families,
            {
              subscriptions: waiting,
              starts: starts.map(({ definitionId, elementId }) => ({
                definition: engine.definitions.process(definitionId),
                elementId,
              })),
            },
            input,
          );
          return { ...outcome, started: [...outcome.started, ...startedBySignal] };
        },
      ),
    hearing,
  );
}
