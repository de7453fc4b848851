import type { Element } from './model/graph.ts';
import type { Instance, Node } from './state.ts';

/** Up to this many nodes are looked through: most instances never have more, and an index is more to make than they are to read. */
const SMALL = 24;

/** Children of each node, kept beside the document so that a tree of many tokens is not searched through. */
const indexes = new WeakMap<Instance, Map<string, Set<Node>>>();

function put(index: Map<string, Set<Node>>, parent: string, node: Node): void {
  const children = index.get(parent);
  if (children) children.add(node);
  else index.set(parent, new Set([node]));
}

/** The nodes directly below `nodeId`, in order of creation, as they are now: from the index, which is made once a tree is not small any more. */
function childrenIn(instance: Instance, nodeId: string): Iterable<Node> {
  let index = indexes.get(instance);
  if (!index) {
    const nodes = Object.values(instance.nodes);
    if (nodes.length <= SMALL) return nodes.filter(({ parent }) => parent === nodeId);
    index = new Map();
    for (const node of nodes) if (node.parent) put(index, node.parent, node);
    indexes.set(instance, index);
  }
  return index.get(nodeId) ?? [];
}

/** The nodes directly below `nodeId`, in order of creation. */
export function childrenOf(instance: Instance, nodeId: string): Node[] {
  return [...childrenIn(instance, nodeId)];
}

/** How many children of `nodeId` are `wanted`. */
export function countChildren(instance: Instance, nodeId: string, wanted: (child: Node) => boolean): number {
  let count = 0;
  for (const child of childrenIn(instance, nodeId)) if (wanted(child)) count += 1;
  return count;
}

/** Whether any token is left below `nodeId`; what only remembers a completed scope is none. */
export function hasTokens(instance: Instance, nodeId: string): boolean {
  for (const child of childrenIn(instance, nodeId)) if (child.phase !== 'eventScope') return true;
  return false;
}

/** Puts a node under another parent. */
export function moveNode(instance: Instance, node: Node, parentId: string): void {
  const index = indexes.get(instance);
  if (node.parent) index?.get(node.parent)?.delete(node);
  node.parent = parentId;
  if (index) put(index, parentId, node);
}

/** Adds a node to the instance's tree. */
export function addNode(instance: Instance, node: Node): void {
  instance.nodes[node.id] = node;
  const index = indexes.get(instance);
  if (index && node.parent) put(index, node.parent, node);
}

/** Takes a node out of the tree; its children must be gone. */
export function removeNode(instance: Instance, node: Node): void {
  delete instance.nodes[node.id];
  const index = indexes.get(instance);
  if (index && node.parent) index.get(node.parent)?.delete(node);
  index?.delete(node.id);
}

/** The node around `node`; undefined at the root. */
export function parentNode(instance: Instance, node: Node): Node | undefined {
  return node.parent === null ? undefined : instance.nodes[node.parent];
}

/** The nodes from `node` up to the root, both included. */
export function* upward(instance: Instance, node: Node): Generator<Node> {
  for (let at: Node | undefined = node; at; at = parentNode(instance, at)) yield at;
}

/** The root node: the process instance itself. */
export function rootNode(instance: Instance): Node {
  return instance.nodes[instance.id]!;
}

/** Whether the node still stands in the tree (a step may have been planned before it was cancelled). */
export function isAlive(instance: Instance, node: Node): boolean {
  return instance.nodes[node.id] === node;
}

/** A fresh node; the caller adds it. */
export function newNode(id: string, element: Element, parent: string | null, now: number): Node {
  return { id, element: element.id, parent, phase: 'entering', activityInstanceId: '', startedAt: now, sequence: 0 };
}
