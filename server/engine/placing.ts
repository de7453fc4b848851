import type { Element, Flow } from './model/graph.ts';
import { touch } from './record.ts';
import type { Run } from './run.ts';
import type { Token } from './token.ts';
import { addNode, newNode } from './tree.ts';

/** Puts a token at an element. It counts from now on, though its turn may come later. */
export function place(run: Run, scope: Token, element: Element, flow: Flow | null): Token {
  const node = newNode(run.newId(), element, scope.node.id, run.now);
  if (element.loop) node.body = true;
  if (flow) node.flow = flow.id;
  addNode(scope.instance, node);
  touch(run, scope.instance);
  return { family: scope.family, instance: scope.instance, node, element, definition: scope.definition };
}
