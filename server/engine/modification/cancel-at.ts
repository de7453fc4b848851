import { cancel, cancelInside } from '../cancel.ts';
import type { HistoricState } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import { instanceRemoved } from '../loop-instances.ts';
import { idOf, placeOf } from '../model/place.ts';
import type { Run } from '../run.ts';
import type { Instance, Node } from '../state.ts';
import type { Token } from '../token.ts';
import { childrenOf, isAlive, rootNode } from '../tree.ts';
import { instancesAt, isActivity, isTransition } from './instances-at.ts';
import { type CancelInstruction, describeInstruction } from './instruction.ts';

/** How a called instance ends whose caller is taken away by hand. */
const CALLED_END: HistoricState = 'EXTERNALLY_TERMINATED';

/**
 * The nodes that an instruction means.
 * @throws EngineError when the activity or transition instance is not there
 */
export function nodesToCancel(run: Run, instance: Instance, instruction: CancelInstruction): Node[] {
  const { graph } = run.environment.definitions.process(instance.definitionId);
  const { by, id } = instruction;
  const nodes = Object.values(instance.nodes);
  if (by === 'activityId') {
    const place = placeOf(graph, id);
    if (!place) return [];
    const waiting = nodes.filter((node) => isTransition(node) && nodeId(node) === idOf(place));
    return [...instancesAt(instance, place), ...waiting];
  }
  const found =
    by === 'activityInstanceId'
      ? nodes.find((node) => isActivity(node) && node.activityInstanceId === id)
      : nodes.find((node) => isTransition(node) && node.id === id);
  if (found) return [found];
  const [what, word] =
    by === 'activityInstanceId'
      ? ['Activity instance', 'activityInstance']
      : ['Transition instance', 'transitionInstance'];
  throw new EngineError(
    'NotValidException',
    `Cannot perform instruction: ${describeInstruction(instruction)}; ${what} '${id}' does not exist: ${word} is null`,
  );

  function nodeId(node: Node): string {
    return idOf({ element: graph.elements.get(node.element)!, body: node.body === true });
  }
}

/**
 * Cancels a node by hand, and with it each scope in which nothing else is left. The process instance itself stays as an
 * empty scope: what comes after the last instruction decides whether it ends.
 */
export function cancelNode(run: Run, instance: Instance, node: Node): void {
  if (!isAlive(instance, node)) return;
  let top = run.token(instance, node);
  for (let scope = run.parentOf(top); scope && tokensIn(scope) <= 1; scope = run.parentOf(top)) top = scope;
  cancelTop(run, instance, top);
}

/** Ends a called instance's caller when nothing is left in it, and the caller's caller, up to the root. */
export function cancelCaller(run: Run, called: Instance): Instance | null {
  const caller = called.superInstanceId ? run.familyOf(called).instances.get(called.superInstanceId) : undefined;
  const call = caller?.nodes[called.superNodeId ?? ''];
  if (!caller || !call) return null;
  cancelNode(run, caller, call);
  return caller;
}

function cancelTop(run: Run, instance: Instance, top: Token): void {
  if (top.node === rootNode(instance)) {
    cancelInside(run, top, CALLED_END);
    return;
  }
  const scope = run.parentOf(top)!;
  cancel(run, top, CALLED_END);
  if (scope.node.body && !scope.element.loop!.sequential) instanceRemoved(run, scope);
}

function tokensIn({ instance, node }: Token): number {
  return childrenOf(instance, node.id).filter((child) => child.phase !== 'eventScope').length;
}
