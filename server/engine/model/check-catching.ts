import type { Refuse } from './check-model.ts';
import type { Element } from './graph.ts';

/** Catching events that listen in the same place must not be mistaken for one another. */
export function checkCatching(element: Element, refuse: Refuse): void {
  const starts = element.children.filter((child) => child.type === 'startEvent');
  const inside = element.eventSubProcesses.map((child) => child.start).filter((start) => start !== null);
  checkMessages(element, element.behavior === 'process' ? [...starts, ...inside] : inside, refuse);
  checkMessages(element, element.boundaryEvents, refuse);
  checkEscalations(inside, refuse);
  checkEscalations(element.boundaryEvents, refuse);
  if (element.behavior === 'process') {
    checkConditions(starts, refuse);
    checkStartNames(element, starts, refuse);
  }
  const undoing = inside.filter((start) => start.event?.kind === 'compensation');
  for (const start of undoing.slice(1)) {
    refuse(
      start,
      null,
      'multiple event subprocesses with compensation start event are not supported on the same scope',
    );
  }
  for (const start of inside) {
    if (start.event?.kind === 'error' && !start.interrupting) {
      refuse(start, 'isInterrupting', 'an event sub-process started by an error always interrupts');
    }
  }
}

function checkMessages(scope: Element, events: readonly Element[], refuse: Refuse): void {
  const names = new Set<string>();
  for (const event of events) {
    if (event.event?.kind !== 'message' || !event.event.name.isLiteral) continue;
    const name = event.event.name.source;
    if (names.has(name)) {
      refuse(
        event,
        'messageRef',
        `Cannot have more than one message event subscription with name '${name}' for scope '${scope.id}'`,
      );
    }
    names.add(name);
  }
}

/** Start events of a process are found by name before there is an instance: names are fixed and, of signals, different. */
function checkStartNames(process: Element, starts: readonly Element[], refuse: Refuse): void {
  const signals = new Set<string>();
  for (const start of starts) {
    const { event } = start;
    if (event?.kind === 'message' && !event.name.isLiteral) {
      refuse(
        start,
        'messageRef',
        `Invalid message name '${event.name.source}' for element '${start.id}': expressions in the message start event name are not allowed!`,
      );
    }
    if (event?.kind !== 'signal') continue;
    if (signals.has(event.name.source)) {
      refuse(
        start,
        'signalRef',
        `Cannot have more than one signal event subscription with name '${event.name.source}' for scope '${process.id}'`,
      );
    }
    signals.add(event.name.source);
  }
}

function checkEscalations(events: readonly Element[], refuse: Refuse): void {
  const codes = new Set<string | null>();
  for (const event of events) {
    if (event.event?.kind !== 'escalation') continue;
    const { code } = event.event;
    if (codes.has(code)) {
      refuse(
        event,
        'escalationRef',
        `multiple escalation catch events with the same escalationCode '${code ?? ''}' are not supported on the same scope`,
      );
    } else if (codes.size > 0 && (code === null || codes.has(null))) {
      refuse(
        event,
        'escalationRef',
        'The same scope can not contain an escalation catch event without escalation code and another one with escalation code. An escalation catch event without escalation code catches all escalations.',
      );
    }
    codes.add(code);
  }
}

function checkConditions(starts: readonly Element[], refuse: Refuse): void {
  const seen = new Set<string>();
  for (const start of starts) {
    if (start.event?.kind !== 'conditional') continue;
    const { condition, variableName } = start.event;
    const key = `${variableName ?? ''} ${condition.source}`;
    if (seen.has(key))
      refuse(start, 'condition', 'Cannot have more than one conditional start event with the same condition');
    seen.add(key);
  }
}
