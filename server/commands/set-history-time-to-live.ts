import { EngineError } from '../engine/engine.ts';
import type { DecisionDefinition } from '../store/definition/decision-definition.ts';
import { setHistoryTimeToLive as setRow } from '../store/definition/deployments.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import type { EngineContext } from './engine-context.ts';
import { definitionPlace } from './operation-places.ts';
import { inTransaction, logged } from './operations.ts';

/**
 * Sets how many days the history of a definition is kept, for what ends from now on; null means for ever.
 * @throws EngineError when the number is negative
 */
export async function setHistoryTimeToLive(
  engine: EngineContext,
  kind: 'process' | 'decision',
  definition: ProcessDefinition | DecisionDefinition,
  days: number | null,
): Promise<void> {
  if (days !== null && days < 0) {
    throw new EngineError('BadUserRequestException', 'historyTimeToLive is not greater than or equal to 0');
  }
  const by = await logged(engine, () => [
    {
      type: 'UpdateHistoryTimeToLive',
      entity: kind === 'process' ? 'ProcessDefinition' : 'DecisionDefinition',
      changes: [{ property: 'historyTimeToLive', from: definition.historyTimeToLive, to: days }],
      at: kind === 'process' ? definitionPlace(engine, definition.id) : {},
    },
  ]);
  await inTransaction(by, ({ knex }) => setRow(knex, kind, definition.id, days));
  definition.historyTimeToLive = days;
}
