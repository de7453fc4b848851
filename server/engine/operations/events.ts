import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { DeployedProcess, RunEnvironment } from '../environment.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import { openInstance, rootToken } from '../instances.ts';
import { Run } from '../run.ts';
import { type Family, type Instance, newFamily, type Subscription } from '../state.ts';
import type { Token } from '../token.ts';
import { type Variables, visibleVariables } from '../variables.ts';
import { execution } from './instances.ts';
import { checkName, writeLocal, writeVariables } from './write-variables.ts';

/** Events from outside: messages, signals, and executions woken by hand. */

/** What a message brings: `variables` go to the process instance, `localVariables` to the scope that waits. */
export interface EventInput {
  variables?: Variables;
  localVariables?: Variables;
}

/** The message or signal of a subscription has come. */
export function triggerSubscription(
  environment: RunEnvironment,
  family: Family,
  subscriptionId: string,
  input: EventInput = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  const subscription = family.subscriptions.get(subscriptionId);
  if (!subscription || !wake(run, family, subscription, input)) {
    throw new EngineError('InvalidRequestException', `event subscription ${subscriptionId} does not exist`);
  }
  return { changes: run.changes };
}

/** An execution that heard its event, with the variables of its process instance afterwards. */
export interface Woken {
  subscription: Subscription;
  variables: Record<string, TypedValue>;
}

/** An instance that an event started, with its variables afterwards. */
export interface StartedByEvent {
  instance: Instance;
  ended: boolean;
  variables: Record<string, TypedValue>;
}

/**
 * One event for many: everybody of `subscriptions` who still waits when it is their turn hears it, then each of `starts`
 * is started. All of it is one run.
 */
export function deliverEvent(
  environment: RunEnvironment,
  families: ReadonlyMap<string, Family>,
  receivers: {
    subscriptions: readonly Subscription[];
    starts: readonly { definition: DeployedProcess; elementId: string }[];
  },
  input: EventInput & { businessKey?: string | null },
): { changes: Changes; woken: Woken[]; begun: StartedByEvent[]; started: Family[] } {
  const run = new Run(environment, null);
  for (const family of families.values()) run.families.set(family.rootId, family);
  const woken: Woken[] = [];
  for (const subscription of receivers.subscriptions) {
    const family = families.get(subscription.rootId);
    const variables = family && wake(run, family, subscription, input);
    if (variables) woken.push({ subscription, variables });
  }
  const begun: StartedByEvent[] = [];
  const started: Family[] = [];
  for (const { definition, elementId } of receivers.starts) {
    const { family, ...start } = begin(run, definition, elementId, input);
    begun.push(start);
    started.push(family);
  }
  return { changes: run.changes, woken, begun, started };
}

/** The subscription hears its event, unless it is gone or its instance suspended: then undefined. */
function wake(
  run: Run,
  family: Family,
  { id }: Subscription,
  input: EventInput,
): Record<string, TypedValue> | undefined {
  const subscription = family.subscriptions.get(id);
  const instance = subscription && family.instances.get(subscription.instanceId);
  const node = instance?.nodes[subscription?.nodeId ?? ''];
  if (!subscription || !instance || !node || instance.suspended) return undefined;
  const root = rootToken(run, instance);
  writeVariables(run, root, input.variables);
  writeLocal(run, run.token(instance, node), input.localVariables);
  run.proceed([{ do: 'hear', subscription, variables: {} }]);
  return visibleVariables(instance, root.node);
}

function begin(
  run: Run,
  definition: DeployedProcess,
  elementId: string,
  { variables = {}, localVariables = {}, businessKey = null }: EventInput & { businessKey?: string | null },
): StartedByEvent & { family: Family } {
  const id = run.newId();
  const family = newFamily(id);
  run.families.set(id, family);
  const all = { ...variables, ...localVariables };
  for (const name in all) checkName(name);
  const { instance, root, steps } = openInstance(run, {
    id,
    family,
    definition,
    businessKey,
    variables: all,
    startElement: definition.graph.elements.get(elementId) ?? null,
    caller: null,
    startUserId: run.environment.userId,
    restartedInstanceId: null,
  });
  run.proceed(steps);
  return { instance, ended: !family.instances.has(id), variables: visibleVariables(instance, root.node), family };
}

/**
 * The token that waits in a receive task: the execution itself, or the only activity in it. Where just one activity is
 * active in a scope, clients of the Camunda 7 line know it by the scope's execution.
 */
function receiving(run: Run, token: Token): Token | undefined {
  const waits = ({ element, node }: Token) => element.behavior === 'receive-task' && !node.body;
  if (waits(token)) return token;
  const inside = Object.values(token.instance.nodes).filter(({ parent }) => parent === token.node.id);
  const only = inside.length === 1 && inside[0] ? run.token(token.instance, inside[0]) : undefined;
  return only && waits(only) ? only : undefined;
}

/** Wakes an execution that waits without a message, such as a receive task. */
export function signalExecution(
  environment: RunEnvironment,
  family: Family,
  executionId: string,
  variables: Variables = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  const token = receiving(run, execution(run, family, executionId));
  if (!token) {
    throw new EngineError(
      'ProcessEngineException',
      `cannot signal execution ${executionId}: it has no current activity that waits for a signal`,
    );
  }
  writeVariables(run, token, variables);
  run.proceed([{ do: 'leave', token }]);
  return { changes: run.changes };
}
