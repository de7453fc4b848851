import { toPlain } from './expressions/typed-value.ts';
import type { Element, EventDefinition } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Node, Subscription } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { upward } from './tree.ts';
import type { VariableWrite } from './variables.ts';

type Conditional = Extract<EventDefinition, { kind: 'conditional' }>;

/**
 * Conditional events that a variable's change may set off: those in the variable's scope and below it, the outermost
 * first. Each is evaluated when its turn comes, since the one before may have cancelled it.
 */
export function onVariableWrite(run: Run, write: VariableWrite): readonly Step[] {
  const family = run.familyOf(write.instance);
  const concerned: { subscription: Subscription; depth: number }[] = [];
  for (const subscription of family.subscriptions.values()) {
    if (subscription.kind !== 'conditional' || subscription.instanceId !== write.instance.id) continue;
    const node = write.instance.nodes[subscription.nodeId];
    const depth = node ? depthBelow(write, node) : -1;
    if (depth < 0) continue;
    const event = conditionOf(run, subscription)?.event;
    if (event && listensTo(event, write)) concerned.push({ subscription, depth });
  }
  concerned.sort((one, other) => one.depth - other.depth);
  return concerned.map(({ subscription }) => ({ do: 'check', subscription }) as const);
}

/** The conditional events that an activity listens for are looked at as soon as it begins. */
export function conditionsAt({ node, family }: Token): readonly Step[] {
  const steps: Step[] = [];
  for (const id of node.subscriptionIds ?? []) {
    const subscription = family.subscriptions.get(id);
    if (subscription?.kind === 'conditional') steps.push({ do: 'check', subscription });
  }
  return steps;
}

/** Evaluates a conditional subscription; it hears its event when the condition holds. */
export function check(run: Run, subscription: Subscription): readonly Step[] {
  const instance = run.families.get(subscription.rootId)?.instances.get(subscription.instanceId);
  const node = instance?.nodes[subscription.nodeId];
  const condition = conditionOf(run, subscription);
  if (!instance || !node || !condition) return [];
  return holdsNow(run, run.token(instance, node), condition.event) ? [{ do: 'hear', subscription, variables: {} }] : [];
}

/** Whether a condition holds; one that cannot be evaluated yet, for want of a variable, does not. */
export function holdsNow(run: Run, token: Parameters<Run['scopeAt']>[0], event: Conditional): boolean {
  try {
    return toPlain(run.evaluate(token, event.condition)) === true;
  } catch {
    return false;
  }
}

function conditionOf(run: Run, subscription: Subscription): { element: Element; event: Conditional } | null {
  const { graph } = run.environment.definitions.process(subscription.definitionId);
  const element = graph.elements.get(subscription.elementId);
  return element?.event?.kind === 'conditional' ? { element, event: element.event } : null;
}

function listensTo(event: Conditional, write: VariableWrite): boolean {
  if (event.variableName !== null && event.variableName !== write.name) return false;
  return event.variableEvents.length === 0 || event.variableEvents.includes(write.event);
}

/** Levels from the variable's scope down to the node; -1 when the node is not inside it. */
function depthBelow(write: VariableWrite, node: Node): number {
  let depth = 0;
  for (const at of upward(write.instance, node)) {
    if (at === write.scope) return depth;
    depth += 1;
  }
  return -1;
}
