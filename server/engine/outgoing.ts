import { EngineError } from './engine-error.ts';
import { evaluateCondition } from './expressions/evaluate-condition.ts';
import type { Flow } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Token } from './token.ts';

/** Whether a flow's condition holds at `token`; a flow without one always does. */
export function holds(run: Run, token: Token, flow: Flow): boolean {
  return flow.condition === null || evaluateCondition(flow.condition, run.scopeAt(token));
}

/**
 * The flows a token takes when its element has no rule of its own (BPMN 2.0, 13.2.1): every flow whose condition holds,
 * the default flow when none does, none when the element has no outgoing flow.
 * @throws EngineError when there are flows and none can be taken
 */
export function chooseFlows(run: Run, token: Token): readonly Flow[] {
  const { outgoing, defaultFlow } = token.element;
  if (outgoing.length === 0) return outgoing;
  if (outgoing.length === 1 && outgoing[0]!.condition === null) return outgoing;
  const chosen = outgoing.filter((flow) => flow !== defaultFlow && holds(run, token, flow));
  if (chosen.length > 0) return chosen;
  if (defaultFlow) return [defaultFlow];
  throw noFlow(token);
}

/** No outgoing flow can be taken: the command fails and nothing of it is kept. */
export function noFlow(token: Token): EngineError {
  return new EngineError(
    'ProcessEngineException',
    `ENGINE-02004 No outgoing sequence flow for the element with id '${token.element.id}' could be selected for continuing the process.`,
  );
}
