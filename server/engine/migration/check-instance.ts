import { flowScopeOf, idOf, type Place, placeOf } from '../model/place.ts';
import { isTransition } from '../modification/instances-at.ts';
import type { Family, Instance, Node, Subscription } from '../state.ts';
import { childrenOf, upward } from '../tree.ts';
import { isMigratable } from './activity-kind.ts';
import type { Mapped, Mapping } from './mapping.ts';
import type { InstanceReport, NodeReport } from './plan.ts';

/** Why the instance cannot be migrated, token by token; null when it can. */
export function checkInstance(family: Family, instance: Instance, mapping: Mapping): InstanceReport | null {
  const activities: NodeReport[] = [];
  const transitions: NodeReport[] = [];
  for (const node of Object.values(instance.nodes)) {
    const place = placeOfNode(node, mapping);
    const mapped = mapping.from(place)[0];
    const undone = unmappedCompensations(family, node, mapping);
    if (undone.length === 0 && node.phase === 'eventScope' && !mapped) undone.push(UNMAPPED);
    if (undone.length > 0) activities.push(reportAt(instance, scopeStillThere(instance, node), mapping, undone));
    if (node.parent === null || node.phase === 'eventScope') continue;
    if (isTransition(node)) {
      const failures = transitionFailures(instance, node, place, mapped, mapping);
      if (failures.length > 0) transitions.push({ ...reportAt(instance, node, mapping, failures), id: node.id });
    } else {
      const failures = activityFailures(instance, node, place, mapped);
      if (failures.length > 0) activities.push(reportAt(instance, node, mapping, failures));
    }
  }
  if (activities.length + transitions.length === 0) return null;
  return { instanceId: instance.id, activities, transitions };
}

function reportAt(instance: Instance, node: Node, mapping: Mapping, failures: readonly string[]): NodeReport {
  const place = placeOfNode(node, mapping);
  return {
    id: node.activityInstanceId,
    sourceActivityId: node.parent === null ? instance.definitionId : idOf(place),
    instruction: mapping.from(place)[0]?.instruction ?? null,
    failures,
  };
}

/** The scope around what a completed one left. */
function scopeStillThere(instance: Instance, node: Node): Node {
  for (const at of upward(instance, node)) if (at.phase !== 'eventScope') return at;
  return node;
}

/** Where a node stands in the source diagram. */
export function placeOfNode(node: Node, mapping: Mapping): Place {
  return { element: mapping.source.elements.get(node.element)!, body: node.body === true };
}

const UNMAPPED = "There is no migration instruction for this instance's activity";

function activityFailures(instance: Instance, node: Node, place: Place, mapped: Mapped | undefined): string[] {
  const found: string[] = [];
  const isLeaf = childrenOf(instance, node.id).length === 0;
  if (!mapped && isLeaf) found.push(UNMAPPED);
  if (!isMigratable(place))
    found.push('The type of the source activity is not supported for activity instance migration');
  return found;
}

function transitionFailures(
  instance: Instance,
  node: Node,
  place: Place,
  mapped: Mapped | undefined,
  mapping: Mapping,
): string[] {
  if (!mapped) return [UNMAPPED];
  // An instance that is over waits for its siblings; it has no job and goes where its body goes.
  if (node.phase === 'completed') return [];
  const { target } = mapped;
  const inner = target.element.loop !== null && !target.body;
  const marks = inner ? target.element.loop! : target.element;
  if (node.phase === 'asyncBefore') {
    if (
      place.element.type === 'startEvent' &&
      node.parent === instance.id &&
      flowScopeOf(target)!.element !== mapping.target.root
    )
      return ['A transition instance that instantiates the process can only be migrated to a process-level flow node'];
    return marks.asyncBefore ? [] : ['Target activity is not asyncBefore'];
  }
  const found = marks.asyncAfter ? [] : ['Target activity is not asyncAfter'];
  if (target.element.outgoing.length <= 1) return found;
  const flow = node.flow ?? (place.element.outgoing.length === 1 ? place.element.outgoing[0]!.id : undefined);
  if (flow === undefined)
    found.push(
      'Transition instance is assigned to no sequence flow and target activity has more than one outgoing sequence flow',
    );
  else if (!target.element.outgoing.some((outgoing) => outgoing.id === flow))
    found.push('Transition instance is assigned to a sequence flow that cannot be matched in the target activity');
  return found;
}

function unmappedCompensations(family: Family, node: Node, mapping: Mapping): string[] {
  const failures: string[] = [];
  for (const id of node.subscriptionIds ?? []) {
    const subscription = family.subscriptions.get(id);
    if (subscription?.kind !== 'compensate' || compensationTarget(subscription, mapping) !== null) continue;
    const element = mapping.source.elements.get(subscription.elementId);
    // What a completed scope left is reported where the scope is.
    if (!element || (element.behavior === 'sub-process' && !element.isForCompensation)) continue;
    const what = element.behavior === 'event-sub-process' ? 'start' : 'boundary';
    failures.push(
      `Cannot migrate subscription for compensation handler '${subscription.elementId}'. There is no migration instruction for the compensation ${what} event`,
    );
  }
  return failures;
}

/**
 * What undoes in the target diagram what the subscription undoes in the source's: the id its row names then. Handlers are
 * mapped by their boundary or start events, completed scopes by themselves. Null without a mapping.
 */
export function compensationTarget({ elementId }: Subscription, mapping: Mapping): string | null {
  const element = mapping.source.elements.get(elementId);
  const mappedOf = (place: Place | undefined) => place && mapping.from(place)[0]?.target;
  if (element?.isForCompensation) {
    const host = [...mapping.source.elements.values()].find((one) => one.compensation === element);
    const boundary = host?.boundaryEvents.find((event) => event.event?.kind === 'compensation');
    const target = mappedOf(boundary && { element: boundary, body: false });
    return target?.element.attachedTo?.compensation?.id ?? null;
  }
  if (element?.behavior === 'event-sub-process') {
    const target = mappedOf({ element: element.start!, body: false });
    return target ? target.element.scope!.id : null;
  }
  const target = mappedOf(placeOf(mapping.source, elementId));
  return target ? idOf(target) : null;
}
