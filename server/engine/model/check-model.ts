import type { Element, Problem, ProcessGraph } from './graph.ts';

/** Rules of BPMN and of the Camunda 7 line that concern several elements together. All breaches are listed. */
export function checkModel(graph: ProcessGraph): Problem[] {
  const problems: Problem[] = [];
  const refuse = (element: Element, property: string | null, reason: string) =>
    problems.push({ elementId: element.id, ...(property ? { property } : {}), reason });
  for (const element of graph.elements.values()) {
    if (element.children.length > 0 || ['process', 'sub-process', 'event-sub-process'].includes(element.behavior)) {
      checkScope(element, refuse);
    }
    checkFlows(element, refuse);
    checkEvents(element, refuse);
  }
  return problems;
}

type Refuse = (element: Element, property: string | null, reason: string) => void;

function checkScope(scope: Element, refuse: Refuse): void {
  const starts = scope.children.filter((child) => child.type === 'startEvent');
  const none = starts.filter((start) => !start.event);
  if (scope.behavior === 'event-sub-process') {
    if (starts.length !== 1) refuse(scope, null, 'an event sub-process must have exactly one start event');
    if (scope.incoming.length + scope.outgoing.length > 0) {
      refuse(scope, null, 'Invalid incoming or outgoing sequence flow of event subprocess');
    }
    return;
  }
  if (none.length > 1) refuse(scope, null, 'multiple none start events are not supported on process definition');
  if (scope.behavior === 'process') {
    if (starts.length === 0) refuse(scope, null, 'no start event defined in process');
  } else {
    for (const start of starts)
      if (start.event) refuse(start, 'eventDefinitions', 'only none start events are allowed in a sub-process');
    if (none.length === 0) refuse(scope, null, `No start event found for sub process ${scope.id}`);
  }
}

function checkFlows(element: Element, refuse: Refuse): void {
  if (element.behavior === 'exclusive-gateway' && element.outgoing.length === 1 && element.outgoing[0]!.condition) {
    refuse(
      element,
      null,
      `Exclusive Gateway '${element.id}' has only one outgoing sequence flow ('${element.outgoing[0]!.id}'). This is not allowed to have a condition.`,
    );
  }
  if (element.behavior === 'exclusive-gateway' && element.outgoing.length === 0) {
    refuse(element, null, `Exclusive Gateway '${element.id}' has no outgoing sequence flows.`);
  }
  if (element.defaultFlow?.condition) {
    refuse(element, 'default', `default flow '${element.defaultFlow.id}' must not have a condition`);
  }
  if (element.behavior === 'exclusive-gateway' && element.outgoing.length > 1) {
    const bare = element.outgoing.filter((flow) => !flow.condition && flow !== element.defaultFlow);
    if (bare.length > 0) {
      refuse(
        element,
        null,
        `Exclusive Gateway '${element.id}' has outgoing sequence flow '${bare[0]!.id}' without condition which is not the default one.`,
      );
    }
  }
  if (element.type === 'startEvent' && element.incoming.length > 0)
    refuse(element, null, 'a start event must not have an incoming sequence flow');
  if (element.type === 'endEvent' && element.outgoing.length > 0)
    refuse(element, null, 'an end event must not have an outgoing sequence flow');
  if (element.type === 'boundaryEvent' && element.incoming.length > 0)
    refuse(element, null, 'a boundary event must not have an incoming sequence flow');
}

function checkEvents(element: Element, refuse: Refuse): void {
  if (element.behavior === 'event-based-gateway') {
    for (const { target } of element.outgoing) {
      if (target.type !== 'intermediateCatchEvent') {
        refuse(
          element,
          null,
          `Event based gateway can only be connected to elements of type intermediateCatchEvent, not to '${target.id}'`,
        );
      } else if (target.incoming.length > 1) {
        refuse(target, null, 'an event after an event-based gateway must have no other incoming sequence flow');
      }
    }
  }
  if (element.type === 'boundaryEvent' && element.event?.kind === 'error' && !element.interrupting) {
    refuse(element, 'cancelActivity', 'an error boundary event always interrupts');
  }
  if (element.type === 'endEvent' && element.event?.kind === 'error' && !element.event.code) {
    refuse(
      element,
      'errorRef',
      "'errorCode' is mandatory on errors referenced by throwing error event definitions, but the error is missing or has none",
    );
  }
  if (
    element.type !== 'boundaryEvent' &&
    element.type !== 'startEvent' &&
    element.event?.kind === 'escalation' &&
    !element.event.code
  ) {
    refuse(element, 'escalationRef', "throwing escalation event must have an 'escalationCode'");
  }
  for (const child of element.eventSubProcesses) {
    if (child.start?.event?.kind === 'error' && !child.start.interrupting) {
      refuse(child.start, 'isInterrupting', 'an event sub-process started by an error always interrupts');
    }
  }
}
