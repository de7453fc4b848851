import type { Element } from './model/graph.ts';
import { touch } from './record.ts';
import type { Run } from './run.ts';
import type { Node, Subscription } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { addNode, childrenOf, moveNode, newNode, removeNode } from './tree.ts';
import { stopListening, subscribe, unsubscribe } from './waits.ts';

/**
 * Compensation (BPMN 2.0, 10.7): what was completed can be undone later.
 *
 * A completed activity with a handler leaves a `compensate` subscription in its scope. A completed scope that holds such
 * subscriptions leaves an *event scope*: a node with a snapshot of its variables and the subscriptions, and one
 * subscription for itself in the scope around. A throwing event runs the handlers, the last completed first, and waits.
 */

/** An activity is completed: remembers what would undo it. */
export function rememberForCompensation(run: Run, token: Token): void {
  const { element, node } = token;
  const scope = run.parentOf(token);
  if (!scope || element.isForCompensation || node.compensates) return;
  const isScope =
    node.body === true ||
    element.behavior === 'sub-process' ||
    (element.behavior === 'event-sub-process' && !undoes(element));
  if (isScope) leaveEventScope(run, token, scope);
  if (element.compensation && !node.body && element.compensation.scope !== element) {
    subscribe(run, scope, 'compensate', null, element.compensation);
  }
}

/** Keeps what a completed scope holds to be compensated, if anything. */
function leaveEventScope(run: Run, token: Token, scope: Token): void {
  const { element, node, instance } = token;
  const subscriptions = compensationsOf(token);
  const inside = !node.body && element.compensation?.scope === element ? element.compensation : null;
  if (subscriptions.length === 0 && !inside) return;
  const left = newNode(run.newId(), element, scope.node.id, run.now);
  left.phase = 'eventScope';
  left.activityInstanceId = node.activityInstanceId;
  if (node.body) left.body = true;
  addNode(instance, left);
  const eventScope: Token = { ...token, node: left };
  for (const name in node.variables) {
    if (node.loop && !node.body && (name === 'loopCounter' || name === element.loop?.elementVariable)) continue;
    const { type, value, info } = node.variables[name]!;
    run.variables.setLocal(instance, left, name, info ? { type, value, info } : { type, value });
  }
  for (const subscription of subscriptions) {
    const handler = token.definition.graph.elements.get(activityOf(subscription.elementId))!;
    const moved = subscribe(run, eventScope, 'compensate', null, handler);
    moved.elementId = subscription.elementId;
    const inner = childrenOf(instance, node.id).find((child) => child.compensationSubscriptionId === subscription.id);
    if (inner) {
      moveNode(instance, inner, left.id);
      inner.compensationSubscriptionId = moved.id;
    }
    unsubscribe(run, token, subscription.id);
  }
  const own = subscribe(run, scope, 'compensate', null, inside ?? element);
  if (node.body) own.elementId = `${element.id}#multiInstanceBody`;
  left.compensationSubscriptionId = own.id;
  touch(run, instance);
}

/** Compensation subscriptions of a scope, oldest first. */
function compensationsOf(token: Token): Subscription[] {
  return (token.node.subscriptionIds ?? [])
    .map((id) => token.family.subscriptions.get(id))
    .filter((one) => one?.kind === 'compensate') as Subscription[];
}

/**
 * What a throwing event compensates: what its scope has completed, or only one activity of it. Inside a compensation
 * event sub-process that is what the scope around it has completed.
 */
export function collectCompensations(
  run: Run,
  thrower: Token,
  activityRef: string | null,
): { scope: Token; subscription: Subscription }[] {
  const found: { scope: Token; subscription: Subscription }[] = [];
  for (let scope = run.parentOf(thrower); scope; scope = run.parentOf(scope)) {
    const at = scope;
    found.push(...compensationsOf(at).map((subscription) => ({ scope: at, subscription })));
    if (scope.element.start?.event?.kind !== 'compensation') break;
  }
  if (activityRef === null) return found;
  const wanted = subscriptionElementOf(thrower, activityRef);
  return found.filter(({ subscription }) => subscription.elementId === wanted);
}

function subscriptionElementOf(thrower: Token, activityRef: string): string {
  const activity = thrower.definition.graph.elements.get(activityRef);
  if (activity?.loop) return `${activityRef}#multiInstanceBody`;
  return activity?.compensation?.id ?? activityRef;
}

/** Runs the handlers of `compensations`, the last completed first; `waiting` goes on when all are done. */
export function compensate(
  run: Run,
  waiting: Token,
  compensations: readonly { scope: Token; subscription: Subscription }[],
): readonly Step[] {
  const planned = compensations.map(({ scope, subscription }) => {
    const eventScope = childrenOf(scope.instance, scope.node.id).find(
      (child) => child.compensationSubscriptionId === subscription.id,
    );
    unsubscribe(run, scope, subscription.id);
    return prepare(run, waiting, subscription, eventScope, scope);
  });
  return planned.reverse();
}

function prepare(
  run: Run,
  waiting: Token,
  subscription: Subscription,
  eventScope: Node | undefined,
  under: Token,
): Step {
  const { graph } = waiting.definition;
  const handler = graph.elements.get(activityOf(subscription.elementId))!;
  if (!eventScope) {
    const node = newNode(run.newId(), handler, under.node.id, run.now);
    if (handler.loop) node.body = true;
    node.compensates = waiting.node.id;
    addNode(waiting.instance, node);
    touch(run, waiting.instance);
    return { do: 'begin', token: { ...under, node, element: handler } };
  }
  if (eventScope.parent !== under.node.id) moveNode(waiting.instance, eventScope, under.node.id);
  eventScope.compensates = waiting.node.id;
  eventScope.phase = 'active';
  delete eventScope.compensationSubscriptionId;
  touch(run, waiting.instance);
  return { do: 'compensateScope', token: run.token(waiting.instance, eventScope), handler };
}

/** An event scope is compensated: by its compensation event sub-process, else by the handlers of what was done in it. */
export function compensateScope(run: Run, token: Token, handler: Element): readonly Step[] {
  if (undoes(handler)) return [{ do: 'enter', scope: token, element: handler, flow: null }];
  const inner = compensationsOf(token).map((subscription) => ({ scope: token, subscription }));
  if (inner.length === 0) return compensated(run, token);
  return compensate(run, token, inner);
}

/** A token that compensated is done: whoever waits for it goes on when it was the last. */
export function compensated(run: Run, token: Token): readonly Step[] {
  const waitingId = token.node.compensates!;
  const { instance } = token;
  stopListening(run, token);
  for (const child of childrenOf(instance, token.node.id)) removeNode(instance, child);
  run.variables.scopeEnded(instance, token.node);
  removeNode(instance, token.node);
  touch(run, instance);
  const waiting = instance.nodes[waitingId];
  if (!waiting || Object.values(instance.nodes).some((node) => node.compensates === waitingId)) return [];
  const waitingToken = run.token(instance, waiting);
  return waiting.compensates ? compensated(run, waitingToken) : [{ do: 'compensated', token: waitingToken }];
}

/** Whether an element is an event sub-process that runs when the scope around it is undone. */
const undoes = (element: Element) => element.start?.event?.kind === 'compensation';

/** The element's id behind the id of a multi-instance body. */
const activityOf = (activityId: string) => activityId.replace(/#multiInstanceBody$/, '');
