import type { DecisionResult } from './decisions/evaluate-decision.ts';
import type { DeployedDecision } from './environment.ts';
import { type Recorder, removalAt } from './record.ts';
import type { Token } from './token.ts';

/** Where and by whom a decision was evaluated; without a token it was asked for by itself. */
export interface DecisionContext {
  token: Token | null;
  userId: string | null;
  at: number;
}

/**
 * Notes an evaluation, and those it required, for history: inputs, the rows that matched and their outputs.
 * @returns the id of the historic decision instance
 */
export function recordDecision(
  to: Recorder,
  result: DecisionResult,
  deployed: DeployedDecision,
  context: DecisionContext,
): string {
  return note(to, result, deployed, context, null);
}

function note(
  to: Recorder,
  result: DecisionResult,
  deployed: DeployedDecision,
  context: DecisionContext,
  rootId: string | null,
): string {
  const id = to.newId();
  if (to.pathOnly) return id;
  const { token } = context;
  const { decision } = result;
  to.changes.history.decisions.set(id, {
    id,
    decisionDefinitionId: deployed.fileDefinitionIds.get(decision.key) ?? deployed.id,
    decisionDefinitionKey: decision.key,
    decisionDefinitionName: decision.name,
    decisionRequirementsDefinitionId: deployed.decisionRequirementsDefinitionId,
    decisionRequirementsDefinitionKey: deployed.decisionRequirementsDefinitionKey,
    rootDecisionInstanceId: rootId,
    rootId: token?.instance.rootId ?? null,
    instanceId: token?.instance.id ?? null,
    activityId: token?.element.id ?? null,
    activityInstanceId: token?.node.activityInstanceId ?? null,
    definitionId: token?.instance.definitionId ?? null,
    definitionKey: token?.instance.definitionKey ?? null,
    at: context.at,
    userId: context.userId,
    collectResultValue: typeof result.collectValue?.value === 'number' ? result.collectValue.value : null,
    inputs: result.inputs.map(({ clauseId, clauseName, value }) => ({ clauseId, clauseName, value })),
    outputs: result.matched.flatMap((rule) =>
      rule.outputs.map((output) => ({ ...output, ruleId: rule.ruleId, ruleOrder: rule.ruleOrder })),
    ),
    removalAt: token ? null : removalAt(context.at, deployed.historyTimeToLiveDays ?? null),
  });
  for (const required of result.required) note(to, required, deployed, context, rootId ?? id);
  return id;
}
