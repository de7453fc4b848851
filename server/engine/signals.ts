import { trigger } from './event-scope.ts';
import type { TypedValue } from './expressions/typed-value.ts';
import { openInstance } from './instances.ts';
import type { Run } from './run.ts';
import { newFamily, type Subscription } from './state.ts';
import type { Step } from './steps.ts';
import { unsubscribe } from './waits.ts';

/**
 * Broadcasts a signal: every subscription of that name hears it once, and every process that starts by it is started.
 * (BPMN 2.0, 10.5.1: a signal is for all, within one engine.)
 */
export function broadcast(
  run: Run,
  name: string,
  variables: Readonly<Record<string, TypedValue>>,
  businessKey: string | null,
): readonly Step[] {
  const receivers = run.environment.signalReceivers(name);
  for (const family of receivers.families)
    if (!run.families.has(family.rootId)) run.families.set(family.rootId, family);
  const heard = [...run.families.values()].flatMap((family) =>
    [...family.subscriptions.values()].filter(
      (one) => one.kind === 'signal' && one.name === name && !family.instances.get(one.instanceId)?.suspended,
    ),
  );
  const steps: Step[] = heard.map((subscription) => ({ do: 'hear', subscription, variables }));
  for (const { definition, elementId } of receivers.starts) {
    const id = run.newId();
    const family = newFamily(id);
    run.families.set(id, family);
    receivers.started(family);
    const opened = openInstance(run, {
      id,
      family,
      definition,
      businessKey,
      variables,
      startElement: definition.graph.elements.get(elementId) ?? null,
      caller: null,
      startUserId: run.environment.userId,
      restartedInstanceId: null,
    });
    steps.push(...opened.steps);
  }
  return steps;
}

/** One subscription hears its event, unless it is gone by now. */
export function hear(
  run: Run,
  subscription: Subscription,
  variables: Readonly<Record<string, TypedValue>>,
): readonly Step[] {
  const family = run.families.get(subscription.rootId);
  const instance = family?.instances.get(subscription.instanceId);
  const node = instance?.nodes[subscription.nodeId];
  if (!family?.subscriptions.has(subscription.id) || !instance || !node) return [];
  const token = run.token(instance, node);
  const event = token.definition.graph.elements.get(subscription.elementId);
  if (!event) return [];
  for (const name in variables) run.variables.set(instance, node, name, variables[name]!);
  const stays = (event.type === 'boundaryEvent' || event.type === 'startEvent') && !event.interrupting;
  if (!stays) unsubscribe(run, token, subscription.id);
  return trigger(run, token, event);
}
