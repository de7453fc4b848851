import { EngineError, type StartedByEvent, startsOnCondition, type Variables } from '../engine/engine.ts';
import type { Subscription } from '../engine/state.ts';
import { deliverEvent } from './deliver-event.ts';
import type { EngineContext } from './engine-context.ts';
import { startEventsFor } from './start-events-for.ts';

/**
 * Starts an instance at each conditional start event whose condition holds with these variables, all in one commit.
 * @param input `processDefinitionId` asks that definition only, of whatever version
 * @returns what was started; nothing when no condition holds
 * @throws NotFound for an unknown definition; EngineError when nothing waits for a condition at all
 */
export async function evaluateCondition(
  engine: EngineContext,
  input: { variables: Variables; businessKey: string | null; processDefinitionId: string | null },
): Promise<StartedByEvent[]> {
  const { variables, businessKey, processDefinitionId } = input;
  const candidates = await candidatesOf(engine, processDefinitionId);
  const now = engine.clock.now();
  const starts: { definitionId: string; elementId: string }[] = [];
  for (const { definitionId, elementId } of candidates) {
    const { graph } = await engine.definitions.loaded(definitionId);
    if (startsOnCondition(graph, elementId, variables, now)) starts.push({ definitionId, elementId });
  }
  if (starts.length === 0) return [];
  return (await deliverEvent(engine, { waiting: [], starts }, { variables, businessKey })).begun;
}

async function candidatesOf(
  engine: EngineContext,
  processDefinitionId: string | null,
): Promise<readonly Pick<Subscription, 'definitionId' | 'elementId'>[]> {
  if (processDefinitionId === null) {
    const waiting = await startEventsFor(engine, null, 'conditional');
    if (waiting.length > 0) return waiting;
    throw new EngineError(
      'BadUserRequestException',
      'ENGINE-13043 No subscriptions were found during evaluation of the conditional start events.',
    );
  }
  const { graph } = await engine.definitions.loaded(processDefinitionId);
  const conditional = graph.root.children.filter(
    ({ type, event }) => type === 'startEvent' && event?.kind === 'conditional',
  );
  if (conditional.length > 0)
    return conditional.map(({ id }) => ({ definitionId: processDefinitionId, elementId: id }));
  throw new EngineError(
    'BadUserRequestException',
    `ENGINE-13042 Process definition with id '${processDefinitionId}' does not declare conditional start event.`,
  );
}
