import { newChanges } from '../engine/changes.ts';
import { type DecisionResult, evaluateDecision as evaluate } from '../engine/decisions/evaluate-decision.ts';
import { EngineError, type Variables } from '../engine/engine.ts';
import { recordDecision } from '../engine/record-decision.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';

/**
 * Evaluates a decision by itself, outside of any process; history keeps what went in and which rows matched.
 * @throws NotFound; EngineError when it cannot be evaluated
 */
export async function evaluateDecision(
  engine: EngineContext,
  definitionId: string,
  variables: Variables,
  userId: string | null = engine.userId,
): Promise<DecisionResult> {
  return withDefinitions(engine, async () => {
    const { now, newId, scripts } = environmentOf(engine);
    const deployed = engine.definitions.decision(definitionId);
    const result = evaluate(
      deployed.decision,
      (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
      { now, scripts, names: () => Object.keys(variables) },
    );
    const changes = newChanges();
    recordDecision({ changes, now, newId }, result, deployed, { token: null, userId, at: now });
    await engine.store.unitOfWork.add(changes);
    return result;
  }).catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.type !== 'ProcessEngineException') throw error;
    throw new EngineError('RestException', `Cannot evaluate decision ${definitionId}: ${error.message}`, {
      cause: error,
    });
  });
}
