import { cancel, cancelInside } from '../cancel.ts';
import { conditionsAt } from '../conditions.ts';
import { EngineError, InstructionRefused } from '../engine-error.ts';
import { addInstance, beginInstance, placeInstance, prepareBody } from '../loop-instances.ts';
import type { Flow } from '../model/graph.ts';
import { eventScopeOf, flowScopeOf, idOf, isSamePlace, type Place, placeOf } from '../model/place.ts';
import { open } from '../opening.ts';
import { writeLocal, writeVariables } from '../operations/write-variables.ts';
import { place } from '../placing.ts';
import type { Run } from '../run.ts';
import type { Node } from '../state.ts';
import type { Step } from '../steps.ts';
import { nameActivity, type Token } from '../token.ts';
import { addNode, hasTokens, newNode, rootNode } from '../tree.ts';
import { stopListening } from '../waits.ts';
import { instancesAt, isActivity } from './instances-at.ts';
import { describeInstruction, type StartInstruction } from './instruction.ts';

/** What an instruction starts: an activity, or the walk over a flow. */
type Target = { readonly place: Place; readonly flow: null } | { readonly place: null; readonly flow: Flow };

/** The activity or flow that the instruction names, in the instance's own diagram. */
export function targetOf(root: Token, instruction: StartInstruction): Target {
  const { graph, id } = root.definition;
  const { elementId } = instruction;
  if (instruction.type === 'startAfterActivity') return { place: null, flow: flowAfter(root, instruction) };
  if (instruction.type === 'startTransition') {
    const flow = graph.flows.get(elementId);
    if (flow) return { place: null, flow };
  } else {
    const found = placeOf(graph, elementId);
    if (found?.element.type === 'boundaryEvent' && found.element.event?.kind === 'compensation') {
      throw refused(`Cannot start before activity ${elementId}; activity is a compensation boundary event.`);
    }
    if (found) return { place: found, flow: null };
  }
  throw notValid(instruction, `Element '${elementId}' does not exist in process '${id}': element is null`);
}

/**
 * Sets a token by hand. Scopes around it that are not there yet begin first; events that interrupt do so.
 * @throws EngineError when the element is not there, or it is not clear in which instance of its scope it shall start
 */
export function startAt(run: Run, root: Token, instruction: StartInstruction): readonly Step[] {
  const target = targetOf(root, instruction);
  const around = target.place ? flowScopeOf(target.place)! : placeAround(target.flow);
  let scope = run.token(root.instance, findScope(root, instruction, around));
  const missing = missingPlaces(scope, around);
  const steps: Step[] = [];

  const first = missing[0] ?? target.place;
  const outermost = first ? flowScopeOf(first)! : around;
  if (outermost.body && outermost.element.loop!.sequential && scope.node.body) {
    throw refused(`Concurrent instantiation not possible for activities in scope ${idOf(outermost)}`);
  }
  if (first && interrupts(first, missing[1] ?? target.place)) scope = interrupt(run, root, first) ?? scope;

  const isEmpty = !hasTokens(root.instance, scope.node.id);
  const wasThere = scope;
  for (const missingPlace of missing) {
    scope = openPlace(run, scope, missingPlace);
    steps.push(...conditionsAt(scope));
  }
  const placed = placeTarget(run, scope, target);
  // A scope that is empty takes the token itself; otherwise the token has a place of its own for its variables.
  const local = scope !== wasThere ? localScope(scope, placed) : isEmpty ? scope : placed.token;
  nameActivity(run, local);
  writeVariables(run, local, instruction.variables);
  writeLocal(run, local, instruction.localVariables);
  return [...steps, ...placed.steps];
}

function flowAfter(root: Token, instruction: StartInstruction): Flow {
  const { elementId } = instruction;
  const found = placeOf(root.definition.graph, elementId);
  if (!found) throw notValid(instruction, `Activity '${elementId}' does not exist: activity is null`);
  // Inside the body of a multi-instance activity nothing follows: the flows leave the body.
  const outgoing = found.element.loop && !found.body ? [] : found.element.outgoing;
  if (outgoing.length === 1) return outgoing[0]!;
  throw refused(
    `Cannot start after activity ${elementId}; activity has ${outgoing.length === 0 ? 'no outgoing sequence flow to take' : 'more than one outgoing sequence flow'}`,
  );
}

function placeAround(flow: Flow): Place {
  return { element: flow.source.scope!, body: false };
}

/** The node of the nearest scope that is there already, or of the ancestor that the instruction names. */
function findScope(root: Token, instruction: StartInstruction, around: Place): Node {
  const { instance } = root;
  const { ancestorActivityInstanceId } = instruction;
  if (ancestorActivityInstanceId !== undefined) return findAncestor(root, instruction, around);
  for (let at: Place | null = around; at; at = flowScopeOf(at)) {
    const there = instancesAt(instance, at);
    if (there.length > 1) throw refused(`Ancestor activity execution is ambiguous for activity Activity(${idOf(at)})`);
    if (there.length === 1) return there[0]!;
  }
  return rootNode(instance);
}

function findAncestor(root: Token, instruction: StartInstruction, around: Place): Node {
  const { instance } = root;
  const id = instruction.ancestorActivityInstanceId!;
  const named = Object.values(instance.nodes).find((node) => isActivity(node) && node.activityInstanceId === id);
  if (!named) {
    throw notValid(instruction, `Ancestor activity instance '${id}' does not exist: ancestorInstance is null`);
  }
  // An activity that is no scope stands in the scope around it.
  const isScope = (node: Node) => {
    for (let at: Place | null = around; at; at = flowScopeOf(at))
      if (instancesAt(instance, at).includes(node)) return true;
    return false;
  };
  if (isScope(named)) return named;
  const element = root.definition.graph.elements.get(named.element)!;
  const parent = named.parent === null ? undefined : instance.nodes[named.parent];
  if (element.children.length === 0 && !named.body && parent && isScope(parent)) return parent;
  throw notValid(
    instruction,
    `Scope execution for '${id}' cannot be found in parent hierarchy of flow element '${instruction.elementId}'`,
  );
}

/** The places between `scope` and the innermost one `around` the target, outermost first. */
function missingPlaces(scope: Token, around: Place): Place[] {
  const there: Place = { element: scope.element, body: scope.node.body === true };
  const missing: Place[] = [];
  for (let at: Place | null = around; at && !isSamePlace(at, there); at = flowScopeOf(at)) missing.unshift(at);
  return missing;
}

/**
 * Whether starting `first` interrupts: an interrupting boundary event, an event that ends its scope, or an event
 * sub-process that starts from its event or as a whole. Another element inside such a sub-process starts beside the rest.
 */
function interrupts(first: Place, second: Place | null): boolean {
  const { element } = first;
  if (element.type === 'boundaryEvent') return element.interrupting;
  if (element.behavior === 'terminate-end' || element.behavior === 'cancel-end') return true;
  if (element.behavior !== 'event-sub-process') return false;
  return (
    element.start!.interrupting && (second === null || isSamePlace(second, first) || second.element === element.start)
  );
}

/** Clears what `first` interrupts, and gives the scope that it starts in when that is known by it. */
function interrupt(run: Run, root: Token, first: Place): Token | null {
  const event = first.element.attachedTo ? eventScopeOf(first)! : flowScopeOf(first)!;
  const there = instancesAt(root.instance, event);
  if (there.length > 1) throw refused(`Executions for activity Activity(${idOf(event)}) ambiguous`);
  if (there.length === 0) return null;
  const token = run.token(root.instance, there[0]!);
  if (first.element.attachedTo) {
    const scope = run.parentOf(token);
    cancel(run, token);
    return scope ?? null;
  }
  cancelInside(run, token);
  // The process instance keeps listening while it is modified, as it does when its last token is taken away.
  if (token.node.parent !== null && first.element.behavior === 'event-sub-process') {
    stopListening(run, token, (attached) => 'kind' in attached && attached.kind === 'compensate');
  }
  return token;
}

/** A scope begins without its start event. */
function openPlace(run: Run, scope: Token, at: Place): Token {
  if (at.element.loop && !at.body) return openInstance(run, scope);
  const node = newNode(run.newId(), at.element, scope.node.id, run.now);
  if (at.body) node.body = true;
  addNode(scope.instance, node);
  const token: Token = { ...scope, node, element: at.element };
  open(run, token);
  if (at.body) prepareBody(run, token, 1);
  return token;
}

function openInstance(run: Run, body: Token): Token {
  const token = nextInstance(run, body);
  open(run, token);
  return token;
}

/** The first instance of a body that has just been prepared for one, else one more. */
function nextInstance(run: Run, body: Token): Token {
  return hasTokens(body.instance, body.node.id) ? addInstance(run, body) : placeInstance(run, body, 0);
}

function placeTarget(run: Run, scope: Token, target: Target): { token: Token; steps: readonly Step[] } {
  if (target.flow) {
    const { flow } = target;
    run.listen({ ...scope, element: flow.source }, flow.takeListeners, 'take');
    const token = place(run, scope, flow.target, flow);
    return { token, steps: [{ do: 'arrive', token }] };
  }
  const { element, body } = target.place;
  if (element.loop && !body) {
    const token = nextInstance(run, scope);
    return { token, steps: beginInstance(run, scope, token) };
  }
  const token = place(run, scope, element, null);
  return { token, steps: [{ do: 'arrive', token }] };
}

/** New scopes take the local variables; each instance of a parallel body has its own. */
function localScope(scope: Token, placed: { token: Token }): Token {
  return scope.node.body && !scope.element.loop!.sequential ? placed.token : scope;
}

function notValid(instruction: StartInstruction, reason: string): EngineError {
  return new EngineError(
    'NotValidException',
    `Cannot perform instruction: ${describeInstruction(instruction)}; ${reason}`,
  );
}

function refused(message: string): InstructionRefused {
  return new InstructionRefused(message);
}
