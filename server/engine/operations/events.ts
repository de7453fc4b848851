import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { rootToken } from '../instances.ts';
import { Run } from '../run.ts';
import type { Family } from '../state.ts';
import type { Variables } from '../variables.ts';
import { execution } from './instances.ts';
import { writeLocal, writeVariables } from './write-variables.ts';

/** Events from outside: messages, signals, and executions woken by hand. */

/**
 * The message or signal of a subscription has come.
 * @param input `variables` go to the process instance, `localVariables` to the scope that waits
 */
export function triggerSubscription(
  environment: RunEnvironment,
  family: Family,
  subscriptionId: string,
  input: { variables?: Variables; localVariables?: Variables } = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  const subscription = family.subscriptions.get(subscriptionId);
  const instance = subscription && family.instances.get(subscription.instanceId);
  const node = instance?.nodes[subscription?.nodeId ?? ''];
  if (!subscription || !instance || !node) {
    throw new EngineError('InvalidRequestException', `event subscription ${subscriptionId} does not exist`);
  }
  writeVariables(run, rootToken(run, instance), input.variables);
  writeLocal(run, run.token(instance, node), input.localVariables);
  run.proceed([{ do: 'hear', subscription, variables: {} }]);
  return { changes: run.changes };
}

/** Wakes an execution that waits without a message, such as a receive task. */
export function signalExecution(
  environment: RunEnvironment,
  family: Family,
  executionId: string,
  variables: Variables = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  const token = execution(run, family, executionId);
  if (token.element.behavior !== 'receive-task') {
    throw new EngineError(
      'ProcessEngineException',
      `cannot signal execution ${executionId}: it has no current activity that waits for a signal`,
    );
  }
  writeVariables(run, token, variables);
  run.proceed([{ do: 'leave', token }]);
  return { changes: run.changes };
}
