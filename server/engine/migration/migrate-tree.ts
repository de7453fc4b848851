import { cancel } from '../cancel.ts';
import { flowScopeOf, idOf, isSamePlace, type Place } from '../model/place.ts';
import { isActivity } from '../modification/instances-at.ts';
import { open } from '../opening.ts';
import { recordActivity, touch } from '../record.ts';
import type { Run } from '../run.ts';
import type { Instance, Node } from '../state.ts';
import type { Token } from '../token.ts';
import { addNode, childrenOf, moveNode, newNode, rootNode } from '../tree.ts';
import { placeOfNode } from './check-instance.ts';
import type { Mapping } from './mapping.ts';
import { migrateWaits } from './migrate-waits.ts';

/** Scopes that are not mapped end; what is inside goes up to the scope around. The instance is still one of the source. */
export function dropUnmappedScopes(run: Run, instance: Instance, mapping: Mapping): void {
  for (const node of bottomUp(instance, rootNode(instance))) {
    if (node.parent === null || mapping.targetOf(placeOfNode(node, mapping))) continue;
    for (const child of childrenOf(instance, node.id)) moveNode(instance, child, node.parent);
    cancel(run, run.token(instance, node));
  }
}

function bottomUp(instance: Instance, node: Node): Node[] {
  return [...childrenOf(instance, node.id).flatMap((child) => bottomUp(instance, child)), node];
}

/** Puts every node where the plan says, from the outside in. The instance is one of the target already. */
export function migrateTree(run: Run, instance: Instance, mapping: Mapping): void {
  const root = rootNode(instance);
  root.element = mapping.target.root.id;
  settle(run, run.token(instance, root), mapping);
  migrateInside(run, run.token(instance, root), mapping, [root]);
}

/** @param around the scopes from the process down to `scope`, as the target has them */
function migrateInside(run: Run, scope: Token, mapping: Mapping, around: readonly Node[]): void {
  const { instance } = scope;
  // Tokens of one scope share the new scopes between it and where they go.
  const opened = new Map<string, Token>();
  for (const node of childrenOf(instance, scope.node.id)) {
    const target = mapping.targetOf(placeOfNode(node, mapping))!;
    const parent = node.phase === 'eventScope' ? scope : scopeFor(run, scope, flowScopeOf(target)!, around, opened);
    if (parent.node.id !== node.parent) moveNode(instance, node, parent.node.id);
    node.element = target.element.id;
    const token = run.token(instance, node);
    settle(run, token, mapping);
    migrateInside(run, token, mapping, [...around, parent.node, node]);
  }
}

/** The scope at `place`, which is `scope`, one around it, or one that begins now. */
function scopeFor(run: Run, scope: Token, place: Place, around: readonly Node[], opened: Map<string, Token>): Token {
  if (isSamePlace(placeOfToken(scope), place)) return scope;
  const there = opened.get(idOf(place));
  if (there) return there;
  const outer = around.findLast((node) => node.element === place.element.id && (node.body === true) === place.body);
  if (outer) return run.token(scope.instance, outer);
  const parent = scopeFor(run, scope, flowScopeOf(place)!, around, opened);
  const node = newNode(run.newId(), place.element, parent.node.id, run.now);
  addNode(scope.instance, node);
  const token: Token = { ...parent, node, element: place.element };
  open(run, token);
  opened.set(idOf(place), token);
  return token;
}

function placeOfToken({ element, node }: Token): Place {
  return { element, body: node.body === true };
}

/** A node that stands in the target diagram: what waits there, its variables and its history follow. */
function settle(run: Run, token: Token, mapping: Mapping): void {
  const { node, instance, element } = token;
  touch(run, instance);
  if (node.flow !== undefined && node.phase === 'asyncAfter' && !element.outgoing.some((flow) => flow.id === node.flow))
    delete node.flow;
  migrateWaits(run, token, mapping);
  run.variables.scopeMigrated(instance, node);
  if (node.parent !== null && isActivity(node)) recordActivity(run, token, null);
}
