import type { Place } from '../model/place.ts';
import type { Instance, Node } from '../state.ts';

/** The nodes whose activity has begun at `place`. */
export function instancesAt(instance: Instance, { element, body }: Place): Node[] {
  return Object.values(instance.nodes).filter(
    (node) => node.element === element.id && (node.body === true) === body && isActivity(node),
  );
}

/** Whether the node is an activity instance on the wire. */
export function isActivity(node: Node): boolean {
  return node.phase === 'active' || node.phase === 'joining';
}

/** Whether the node is a transition instance on the wire. */
export function isTransition(node: Node): boolean {
  return !isActivity(node) && node.phase !== 'eventScope';
}
