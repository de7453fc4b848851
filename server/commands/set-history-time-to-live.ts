import { EngineError } from '../engine/engine.ts';
import type { DecisionDefinition } from '../store/definition/decision-definition.ts';
import { setHistoryTimeToLive as setRow } from '../store/definition/deployments.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import type { EngineContext } from './engine-context.ts';

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
  await engine.store.unitOfWork.transaction(({ knex }) => setRow(knex, kind, definition.id, days));
  definition.historyTimeToLive = days;
}
