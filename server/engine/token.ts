import type { DeployedProcess } from './environment.ts';
import type { Element } from './model/graph.ts';
import type { Family, Instance, Node } from './state.ts';

/** A node with everything it belongs to: where a run is. */
export interface Token {
  readonly family: Family;
  readonly instance: Instance;
  readonly node: Node;
  readonly element: Element;
  readonly definition: DeployedProcess;
}

/** The id of the activity on the wire: `id#multiInstanceBody` for the body of a multi-instance activity. */
export function activityIdOf(token: { node: Node; element: Element }): string {
  return token.node.body ? `${token.element.id}#multiInstanceBody` : token.element.id;
}

/** The activity type on the wire. */
export function activityTypeOf(token: { node: Node; element: Element }): string {
  return token.node.body ? 'multiInstanceBody' : token.element.activityType;
}

/** Gives the token's activity its id, `activityId:uuid`, unless it has one: when it begins, or when variables are written before. */
export function nameActivity(ids: { newId(): string }, token: { node: Node; element: Element }): void {
  if (token.node.activityInstanceId === '') token.node.activityInstanceId = `${activityIdOf(token)}:${ids.newId()}`;
}
