import { cancelInstance, dropWaits } from './cancel.ts';
import { trigger } from './event-scope.ts';
import type { Element, EventDefinition } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Instance } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { removeNode } from './tree.ts';
import { passOutputs } from './variable-passing.ts';

/** Where a thrown error or escalation is caught. */
interface Catcher {
  /** The activity with the boundary event, or the scope of the event sub-process. */
  holder: Token;
  event: Element;
  /** Called instances that were left on the way up, innermost first. */
  left: Instance[];
}

/**
 * Throws a BPMN error at `token`. The nearest scope that catches it is interrupted (BPMN 2.0, 10.5.7); in one scope an
 * event sub-process comes before a boundary event, and a code before a catch-all. Nobody catches: the token just ends,
 * as in the Camunda 7 line.
 */
export function throwError(run: Run, token: Token, code: string, message: string | null): readonly Step[] {
  const { catcher, passed } = findCatcher(run, token, 'error', code);
  passAllOutputs(run, passed);
  // Nobody catches it: what threw it ends, and no flow is taken.
  if (!catcher)
    return token.node.phase === 'asyncAfter' ? vanish(run, token) : [{ do: 'leave', token, flows: [], uncaught: true }];
  leaveCalled(run, catcher);
  const definition = catcher.event.event as Extract<EventDefinition, { kind: 'error' }>;
  setCaught(run, catcher, definition.codeVariable, code);
  setCaught(run, catcher, definition.messageVariable, message);
  return trigger(run, catcher.holder, catcher.event);
}

/** A token whose activity is over already is gone. */
function vanish(run: Run, token: Token): readonly Step[] {
  const scope = run.parentOf(token);
  dropWaits(run, token);
  run.variables.scopeEnded(token.instance, token.node);
  removeNode(token.instance, token.node);
  return scope ? [{ do: 'childEnded', scope }] : [];
}

/** Throws an escalation at `token`. It interrupts only what an interrupting catch event says; uncaught it is ignored. */
export function throwEscalation(run: Run, token: Token, code: string | null): readonly Step[] {
  const { catcher, passed } = findCatcher(run, token, 'escalation', code);
  passAllOutputs(run, passed);
  if (!catcher) return [];
  if (catcher.event.interrupting) leaveCalled(run, catcher);
  const definition = catcher.event.event as Extract<EventDefinition, { kind: 'escalation' }>;
  setCaught(run, catcher, definition.codeVariable, code);
  return trigger(run, catcher.holder, catcher.event);
}

/** Whether an escalation thrown at the token would be caught. */
export function isEscalationCaught(run: Run, token: Token, code: string): boolean {
  return findCatcher(run, token, 'escalation', code).catcher !== null;
}

/** What these called instances have so far goes to their callers. */
function passAllOutputs(run: Run, passed: readonly Instance[]): void {
  for (const called of passed) {
    const caller = run.familyOf(called).instances.get(called.superInstanceId ?? '');
    const call = caller?.nodes[called.superNodeId ?? ''];
    if (!caller || !call) return;
    passOutputs(run, run.token(caller, call), called);
  }
}

function setCaught(run: Run, { holder, event }: Catcher, name: string | null, value: string | null): void {
  if (!name) return;
  const scope = event.type === 'startEvent' ? holder : (run.parentOf(holder) ?? holder);
  run.variables.set(
    scope.instance,
    scope.node,
    name,
    value === null ? { type: 'Null', value: null } : { type: 'String', value },
  );
}

/** Instances that the error or escalation leaves behind end. */
function leaveCalled(run: Run, { left }: Catcher): void {
  const outermost = left.at(-1);
  if (!outermost) return;
  cancelInstance(run, outermost, 'INTERNALLY_TERMINATED', null);
}

/**
 * Looks for the catching event from the thrower outwards.
 * @returns it, if there is one, and the called instances whose process scope was reached on the way, innermost first
 */
function findCatcher(
  run: Run,
  thrown: Token,
  kind: 'error' | 'escalation',
  code: string | null,
): { catcher: Catcher | null; passed: Instance[] } {
  const left: Instance[] = [];
  const passed: Instance[] = [];
  for (let at: Token | undefined = thrown; at; ) {
    const isRoot = at.node.parent === null;
    if (isRoot && at.instance.superInstanceId) passed.push(at.instance);
    // An activity that is over has no events of its own any more.
    const isOver = at === thrown && thrown.node.phase === 'asyncAfter';
    const event = isOver ? null : catchingEvent(at, kind, code, left.length === 0 ? thrown.element : null);
    if (event) return { catcher: { holder: at, event, left }, passed };
    if (!isRoot) at = run.parentOf(at);
    else {
      const { superInstanceId, superNodeId } = at.instance;
      const caller: Instance | undefined = superInstanceId ? at.family.instances.get(superInstanceId) : undefined;
      const call = caller?.nodes[superNodeId ?? ''];
      if (!caller || !call) break;
      left.push(at.instance);
      at = run.token(caller, call);
    }
  }
  return { catcher: null, passed };
}

/**
 * @param thrower the element that threw, when it is of the same instance: an event sub-process does not catch an error
 * of its own, nor an escalation that is thrown directly inside it
 */
function catchingEvent(
  holder: Token,
  kind: 'error' | 'escalation',
  code: string | null,
  thrower: Element | null,
): Element | null {
  const { element, node } = holder;
  const rethrows = (candidate: Element) =>
    kind === 'error' ? isInside(thrower, candidate) : thrower?.scope === candidate;
  const starts = node.body
    ? []
    : element.eventSubProcesses.filter((candidate) => !rethrows(candidate)).map((candidate) => candidate.start);
  const boundaries = node.body || !element.loop ? element.boundaryEvents : [];
  return match(starts, kind, code) ?? match(boundaries, kind, code);
}

function isInside(element: Element | null, scope: Element): boolean {
  for (let at = element; at; at = at.scope) if (at === scope) return true;
  return false;
}

function match(events: readonly (Element | null)[], kind: 'error' | 'escalation', code: string | null): Element | null {
  let catchAll: Element | null = null;
  for (const event of events) {
    if (event?.event?.kind !== kind) continue;
    if (event.event.code === null) catchAll ??= event;
    else if (event.event.code === code) return event;
  }
  return catchAll;
}
