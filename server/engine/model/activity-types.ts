/**
 * The `activityType` words of history and of the activity tree, as the Camunda 7 line writes them.
 * Source: `ActivityTypes` of the reference engine, compared with its recorded histories.
 */
const EVENT_TYPES: Record<string, Record<string, string>> = {
  startEvent: {
    none: 'startEvent',
    timer: 'startTimerEvent',
    message: 'messageStartEvent',
    signal: 'signalStartEvent',
    error: 'errorStartEvent',
    escalation: 'escalationStartEvent',
    conditional: 'conditionalStartEvent',
    compensation: 'compensationStartEvent',
  },
  endEvent: {
    none: 'noneEndEvent',
    message: 'messageEndEvent',
    signal: 'signalEndEvent',
    error: 'errorEndEvent',
    escalation: 'escalationEndEvent',
    terminate: 'terminateEndEvent',
    cancel: 'cancelEndEvent',
    compensation: 'compensationEndEvent',
  },
  boundaryEvent: {
    timer: 'boundaryTimer',
    message: 'boundaryMessage',
    signal: 'boundarySignal',
    error: 'boundaryError',
    escalation: 'boundaryEscalation',
    conditional: 'boundaryConditional',
    cancel: 'cancelBoundaryCatch',
    compensation: 'compensationBoundaryCatch',
  },
  intermediateCatchEvent: {
    none: 'intermediateCatchEvent',
    timer: 'intermediateTimer',
    message: 'intermediateMessageCatch',
    signal: 'intermediateSignalCatch',
    conditional: 'intermediateConditional',
    link: 'intermediateLinkCatch',
  },
  intermediateThrowEvent: {
    none: 'intermediateNoneThrowEvent',
    message: 'intermediateMessageThrowEvent',
    signal: 'intermediateSignalThrow',
    escalation: 'intermediateEscalationThrowEvent',
    compensation: 'intermediateCompensationThrowEvent',
    link: 'intermediateLinkThrow',
  },
};

/**
 * The activity type of an element.
 * @param type BPMN type without prefix, e.g. `boundaryEvent`
 * @param event the kind of its event definition, `none` without one
 */
export function activityTypeOf(type: string, event: string): string {
  return EVENT_TYPES[type]?.[event] ?? type;
}
