import { bindingOf } from '../../binding.ts';
import { EngineError } from '../../engine-error.ts';
import type { Binding } from '../../environment.ts';
import { openInstance } from '../../instances.ts';
import type { BindingSpec } from '../../model/graph.ts';
import { recordActivity } from '../../record.ts';
import type { Token } from '../../token.ts';
import { passInputs, passOutputs } from '../../variable-passing.ts';
import type { Behavior } from '../behavior.ts';

/** How deep processes may call one another: a process that calls itself without end fails here, with a clear word. */
const MAX_CALL_DEPTH = 100;

/** Call activity: starts another process and waits for its end. */
export const callActivity: Behavior = {
  enter(run, token) {
    const spec = token.element.call!;
    checkDepth(token);
    const key = run.text(token, spec.calledElement) ?? '';
    const binding = bindingOf(run, token, spec.binding);
    const definition = run.environment.definitions.findProcess(key, binding);
    if (!definition) throw notFound(token, key, binding, spec.binding);
    const { instance, steps } = openInstance(run, {
      id: run.newId(),
      family: token.family,
      definition,
      businessKey: run.text(token, spec.businessKey),
      variables: passInputs(run, token),
      startElement: definition.graph.root.start,
      caller: token,
      startUserId: null,
      restartedInstanceId: null,
    });
    if (steps.length === 0)
      throw new EngineError(
        'ProcessEngineException',
        `Cannot start process instance. Process definition '${definition.id}' has no default start activity`,
      );
    token.node.calledInstanceId = instance.id;
    recordActivity(run, token, null);
    return steps;
  },
  resume(run, token, called) {
    passOutputs(run, token, called);
    return [{ do: 'leave', token }];
  },
};

function checkDepth(token: Token): void {
  let depth = 0;
  for (let at = token.instance; at.superInstanceId; depth += 1) {
    const caller = token.family.instances.get(at.superInstanceId);
    if (!caller) return;
    at = caller;
  }
  if (depth >= MAX_CALL_DEPTH) {
    throw new EngineError(
      'ProcessEngineException',
      `call activity '${token.element.id}': more than ${MAX_CALL_DEPTH} processes call one another`,
    );
  }
}

function notFound(token: Token, key: string, binding: Binding, spec: BindingSpec): EngineError {
  const wanted =
    binding.kind === 'latest' ? '' : ` (binding ${spec.kind}${'version' in binding ? ` ${binding.version}` : ''})`;
  return new EngineError(
    'ProcessEngineException',
    `call activity '${token.element.id}': no processes deployed with key '${key}'${wanted}: processDefinition is null`,
  );
}
