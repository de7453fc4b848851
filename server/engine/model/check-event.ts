import type { Refuse } from './check-model.ts';
import type { Element } from './graph.ts';

/** Where an event may stand and what it must name. */
export function checkEvent(element: Element, refuse: Refuse): void {
  const { type, event } = element;
  if (element.behavior === 'event-based-gateway') checkEventBasedGateway(element, refuse);
  if (type === 'boundaryEvent') checkBoundary(element, refuse);
  if (type === 'endEvent' && event?.kind === 'error' && !event.code) {
    refuse(
      element,
      'errorRef',
      "'errorCode' is mandatory on errors referenced by throwing error event definitions, but the error is missing or has none",
    );
  }
  if (type === 'endEvent' && event?.kind === 'cancel' && !isInTransaction(element)) {
    refuse(
      element,
      'cancelEventDefinition',
      'end event with cancelEventDefinition only supported inside transaction subprocess',
    );
  }
  if ((type === 'endEvent' || type === 'intermediateThrowEvent') && event?.kind === 'escalation' && !event.code) {
    refuse(element, 'escalationRef', "throwing escalation event must have an 'escalationCode'");
  }
  if (event?.kind === 'compensation' && event.activityRef) checkActivityRef(element, event.activityRef, refuse);
}

function checkBoundary(element: Element, refuse: Refuse): void {
  const host = element.attachedTo;
  if (element.event?.kind === 'error' && !element.interrupting) {
    refuse(element, 'cancelActivity', 'an error boundary event always interrupts');
  }
  const { event } = element;
  if (event && ['cancel', 'compensation'].includes(event.kind)) {
    const first = host?.boundaryEvents.find((other) => other.event?.kind === event.kind);
    if (first && first !== element) {
      const [kind, on] = event.kind === 'cancel' ? ['cancel', 'transaction subprocess'] : ['compensate', 'activity'];
      refuse(element, null, `multiple boundary events with ${kind}EventDefinition not supported on same ${on}`);
    }
  }
  if (element.event?.kind === 'cancel' && host && host.type !== 'transaction') {
    refuse(
      element,
      'cancelEventDefinition',
      'boundary event with cancelEventDefinition only supported on transaction subprocesses',
    );
  }
  if (
    element.event?.kind === 'escalation' &&
    host &&
    !['subProcess', 'transaction', 'callActivity', 'userTask'].includes(host.type)
  ) {
    refuse(
      element,
      'attachedToRef',
      'An escalation boundary event should only be attached to a subprocess, a call activity or an user task',
    );
  }
  if (
    element.event?.kind === 'compensation' &&
    host?.eventSubProcesses.some(({ start }) => start?.event?.kind === 'compensation')
  ) {
    refuse(
      element,
      null,
      'compensation boundary event and event subprocess with compensation start event are not supported on the same scope',
    );
  }
  if (element.event?.kind === 'compensation' && host && !host.compensation && element.outgoing.length > 0) {
    refuse(element, null, 'compensation boundary event has no outgoing flow; it is associated with its handler');
  }
}

function checkEventBasedGateway(gateway: Element, refuse: Refuse): void {
  if (gateway.asyncAfter) refuse(gateway, 'asyncAfter', "'asyncAfter' not supported for EventBasedGateway elements.");
  for (const { target } of gateway.outgoing) {
    if (target.event?.kind === 'link') {
      refuse(target, null, 'IntermediateCatchLinkEvent is not allowed after an EventBasedGateway.');
    } else if (target.type !== 'intermediateCatchEvent') {
      refuse(
        gateway,
        null,
        `Event based gateway can only be connected to elements of type intermediateCatchEvent, not to '${target.id}'`,
      );
    } else if (target.incoming.length > 1) {
      refuse(target, null, 'an event after an event-based gateway must have no other incoming sequence flow');
    }
  }
}

/** A throwing compensation event may name an activity of its own scope, or of the one around its event sub-process. */
function checkActivityRef(element: Element, activityRef: string, refuse: Refuse): void {
  const scope = element.scope;
  const around = scope?.behavior === 'event-sub-process' ? scope.scope : null;
  const found = [scope, around].some((candidate) => candidate?.children.some((child) => child.id === activityRef));
  if (!found) {
    refuse(
      element,
      'activityRef',
      `Invalid attribute value for 'activityRef': no activity with id '${activityRef}' in scope '${scope?.id ?? ''}'`,
    );
  }
}

function isInTransaction(element: Element): boolean {
  for (let scope = element.scope; scope; scope = scope.scope) if (scope.type === 'transaction') return true;
  return false;
}
