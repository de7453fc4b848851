import { cancelInstance, dropWaits } from './cancel.ts';
import { trigger } from './event-scope.ts';
import type { Element, EventDefinition } from './model/graph.ts';
import { recordActivity } from './record.ts';
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
  const catcher = findCatcher(run, token, 'error', code);
  passAllOutputs(run, token);
  if (!catcher) {
    const scope = run.parentOf(token);
    dropWaits(run, token);
    if (token.node.phase !== 'asyncAfter') recordActivity(run, token, { canceled: false }, true);
    run.variables.scopeEnded(token.instance, token.node);
    removeNode(token.instance, token.node);
    return scope ? [{ do: 'childEnded', scope }] : [];
  }
  leaveCalled(run, catcher);
  const definition = catcher.event.event as Extract<EventDefinition, { kind: 'error' }>;
  setCaught(run, catcher, definition.codeVariable, code);
  setCaught(run, catcher, definition.messageVariable, message);
  return trigger(run, catcher.holder, catcher.event);
}

/** Throws an escalation at `token`. It interrupts only what an interrupting catch event says; uncaught it is ignored. */
export function throwEscalation(run: Run, token: Token, code: string | null): readonly Step[] {
  const catcher = findCatcher(run, token, 'escalation', code);
  passAllOutputs(run, token);
  if (!catcher) return [];
  if (catcher.event.interrupting) leaveCalled(run, catcher);
  const definition = catcher.event.event as Extract<EventDefinition, { kind: 'escalation' }>;
  setCaught(run, catcher, definition.codeVariable, code);
  return trigger(run, catcher.holder, catcher.event);
}

/** Whether an escalation thrown at the token would be caught. */
export function isEscalationCaught(run: Run, token: Token, code: string): boolean {
  return findCatcher(run, token, 'escalation', code) !== null;
}

/** What called instances have so far goes to their callers, whether what was thrown is caught there or not. */
function passAllOutputs(run: Run, token: Token): void {
  for (let called = token.instance; called.superInstanceId; ) {
    const caller = token.family.instances.get(called.superInstanceId);
    const call = caller?.nodes[called.superNodeId ?? ''];
    if (!caller || !call) return;
    passOutputs(run, run.token(caller, call), called);
    called = caller;
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

function findCatcher(run: Run, thrown: Token, kind: 'error' | 'escalation', code: string | null): Catcher | null {
  const left: Instance[] = [];
  let inside: Element | null = null;
  const isOver = thrown.node.phase === 'asyncAfter';
  for (let at: Token | undefined = thrown; at; ) {
    // An activity that is over has no events of its own any more.
    const event = isOver && at === thrown ? null : catchingEvent(at, kind, code, inside);
    if (event) return { holder: at, event, left };
    inside = at.element;
    const parent = run.parentOf(at);
    if (parent) at = parent;
    else {
      const { superInstanceId, superNodeId } = at.instance;
      const caller: Instance | undefined = superInstanceId ? at.family.instances.get(superInstanceId) : undefined;
      const call = caller?.nodes[superNodeId ?? ''];
      if (!caller || !call) return null;
      left.push(at.instance);
      at = run.token(caller, call);
      inside = null;
    }
  }
  return null;
}

function catchingEvent(
  holder: Token,
  kind: 'error' | 'escalation',
  code: string | null,
  inside: Element | null,
): Element | null {
  const { element, node } = holder;
  const starts = node.body
    ? []
    : element.eventSubProcesses.filter((candidate) => candidate !== inside).map((candidate) => candidate.start);
  const boundaries = node.body || !element.loop ? element.boundaryEvents : [];
  return match(starts, kind, code) ?? match(boundaries, kind, code);
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
