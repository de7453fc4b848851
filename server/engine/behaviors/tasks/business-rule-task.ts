import { bindingOf } from '../../binding.ts';
import { type DecisionResult, evaluateDecision } from '../../decisions/evaluate-decision.ts';
import { mapDecisionResult } from '../../decisions/map-decision-result.ts';
import { EngineError } from '../../engine-error.ts';
import type { DeployedDecision } from '../../environment.ts';
import type { TypedValue } from '../../expressions/typed-value.ts';
import { recordDecision } from '../../record-decision.ts';
import type { Run } from '../../run.ts';
import type { Token } from '../../token.ts';
import { visibleVariables } from '../../variables.ts';
import type { Behavior } from '../behavior.ts';

/** What expressions call the result that was just decided; no variable may take the name. */
const RESERVED = 'decisionResult';

/** Business rule task: evaluates a decision and puts its result into a variable. */
export const businessRuleTask: Behavior = {
  enter(run, token) {
    const spec = token.element.decision!;
    const key = run.text(token, spec.ref) ?? '';
    const found = run.environment.definitions.findDecision(key, bindingOf(run, token, spec.binding));
    if (!found) {
      throw new EngineError(
        'ProcessEngineException',
        `business rule task '${token.element.id}': no decision definition deployed with key '${key}': decisionDefinition is null`,
      );
    }
    const result = evaluate(run, token, found);
    recordDecision(run, result, found, { token, userId: run.environment.userId, at: run.now });
    run.decisionResults ??= new WeakMap();
    run.decisionResults.set(token.node, result.rows);
    if (spec.resultVariable === RESERVED) {
      throw new EngineError(
        'ProcessEngineException',
        `business rule task '${token.element.id}': the variable '${RESERVED}' is reserved for the decision's result; choose another resultVariable`,
      );
    }
    if (spec.resultVariable) {
      // The task's own scope where an input parameter made the name local, so that mappings can pick the result apart.
      run.variables.set(
        token.instance,
        token.node,
        spec.resultVariable,
        asObject(mapDecisionResult(result, spec.mapResult)),
      );
    }
    return [{ do: 'leave', token }];
  },
};

function evaluate(run: Run, token: Token, found: DeployedDecision): DecisionResult {
  const { evaluate: asked = evaluateDecision } = run.environment;
  return asked(found.decision, (name) => run.variables.get(token.instance, token.node, name), {
    now: run.now,
    scripts: run.environment.scripts,
    names: () => Object.keys(visibleVariables(token.instance, token.node)),
  });
}

/** Rows and maps are objects on the wire, as the reference keeps them, here with their JSON text. */
function asObject(value: TypedValue): TypedValue {
  if (value.type !== 'Json') return value;
  const objectTypeName = String(value.value).startsWith('[') ? 'java.util.ArrayList' : 'java.util.HashMap';
  return { type: 'Object', value: value.value, info: { objectTypeName, serializationDataFormat: 'application/json' } };
}
