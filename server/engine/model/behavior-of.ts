import type { ModdleElement } from 'bpmn-moddle';
import type { BehaviorName } from './graph.ts';
import { attribute, type ModelReader } from './model-reader.ts';

const JAVA = ['camunda:class', 'camunda:delegateExpression'] as const;

/** Flow elements that only describe and are not run. */
export const SILENT_TYPES = new Set(['dataObject', 'dataObjectReference', 'dataStoreReference', 'sequenceFlow']);

const SIMPLE: Record<string, BehaviorName> = {
  userTask: 'user-task',
  scriptTask: 'expression-task',
  receiveTask: 'receive-task',
  task: 'pass-through-task',
  manualTask: 'pass-through-task',
  exclusiveGateway: 'exclusive-gateway',
  parallelGateway: 'parallel-gateway',
  inclusiveGateway: 'inclusive-gateway',
  eventBasedGateway: 'event-based-gateway',
  callActivity: 'call-activity',
};

const EVENTS: Record<string, Record<string, BehaviorName>> = {
  startEvent: {
    none: 'none-event',
    timer: 'none-event',
    message: 'none-event',
    signal: 'none-event',
    conditional: 'none-event',
  },
  eventSubProcessStart: {
    timer: 'none-event',
    message: 'none-event',
    signal: 'none-event',
    conditional: 'none-event',
    error: 'none-event',
    escalation: 'none-event',
    compensation: 'none-event',
  },
  endEvent: {
    none: 'none-event',
    error: 'error-end',
    escalation: 'escalation-throw',
    signal: 'signal-throw',
    terminate: 'terminate-end',
    compensation: 'compensation-throw',
    cancel: 'cancel-end',
  },
  boundaryEvent: {
    timer: 'none-event',
    message: 'none-event',
    signal: 'none-event',
    conditional: 'none-event',
    error: 'none-event',
    escalation: 'none-event',
    compensation: 'none-event',
    cancel: 'none-event',
  },
  intermediateCatchEvent: {
    timer: 'catch-event',
    message: 'catch-event',
    signal: 'catch-event',
    conditional: 'catch-event',
    link: 'none-event',
  },
  intermediateThrowEvent: {
    none: 'none-event',
    escalation: 'escalation-throw',
    signal: 'signal-throw',
    link: 'none-event',
    compensation: 'compensation-throw',
  },
};

/**
 * Which behaviour runs an element, or null after noting why none does.
 * @param type BPMN type without prefix
 * @param event kind of its event definition, or `none`
 * @param inEventSubProcess whether the element's scope is an event sub-process
 */
export function behaviorOf(
  reader: ModelReader,
  element: ModdleElement,
  type: string,
  event: string,
  inEventSubProcess: boolean,
): BehaviorName | null {
  if (type === 'transaction') return 'sub-process';
  if (type === 'subProcess') return element['triggeredByEvent'] === true ? 'event-sub-process' : 'sub-process';
  const events = EVENTS[type === 'startEvent' && inEventSubProcess ? 'eventSubProcessStart' : type];
  if (events) return eventBehavior(reader, element, type, event, events);
  if (type === 'serviceTask' || type === 'sendTask') return serviceBehavior(reader, element, type, element);
  if (type === 'businessRuleTask') {
    return attribute(element, 'camunda:decisionRef')
      ? 'business-rule-task'
      : serviceBehavior(reader, element, type, element);
  }
  const simple = SIMPLE[type];
  if (simple) return simple;
  reader.refuse(element, null, `a ${type} is not supported`);
  return null;
}

function eventBehavior(
  reader: ModelReader,
  element: ModdleElement,
  type: string,
  event: string,
  events: Record<string, BehaviorName>,
): BehaviorName | null {
  if (event === 'message' && (type === 'endEvent' || type === 'intermediateThrowEvent')) {
    const definition = (element['eventDefinitions'] as ModdleElement[])[0]!;
    const implemented = ['camunda:type', 'camunda:expression', ...JAVA].some((name) => attribute(definition, name));
    return implemented ? serviceBehavior(reader, element, type, definition) : 'none-event';
  }
  const behavior = events[event];
  if (!behavior) reader.refuse(element, 'eventDefinitions', `a ${type} of kind '${event}' is not supported`);
  return behavior ?? null;
}

function serviceBehavior(
  reader: ModelReader,
  element: ModdleElement,
  type: string,
  holder: ModdleElement,
): BehaviorName | null {
  if (attribute(holder, 'camunda:type') === 'external') return 'external-task';
  if (attribute(holder, 'camunda:expression')) return 'expression-task';
  const java = JAVA.find((name) => attribute(holder, name));
  if (java) {
    reader.refuse(
      element,
      java.replace('camunda:', ''),
      `'${java}' is not supported; use an external task (camunda:type="external")`,
    );
  } else if (attribute(holder, 'camunda:type')) {
    reader.refuse(element, 'type', `type '${attribute(holder, 'camunda:type')}' is not supported; use 'external'`);
  } else {
    reader.refuse(
      element,
      'type',
      `One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on ${type}. Use camunda:type="external".`,
    );
  }
  return null;
}
