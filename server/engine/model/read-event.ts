import type { ModdleElement } from 'bpmn-moddle';
import type { EventDefinition, TimerDefinition } from './graph.ts';
import { attribute, bodyOf, extensionsOf, type ModelReader, typeOf } from './model-reader.ts';
import { readErrorMessage } from './read-activity.ts';
import { readCondition } from './read-condition.ts';
import { readPasses } from './read-passes.ts';

/**
 * The kind of an event's definition: `timer`, `message`, …; `none` without one. Several definitions on one event are
 * refused: the Camunda 7 line runs only the first, silently.
 */
export function eventKindOf(reader: ModelReader, element: ModdleElement): string {
  const definitions = (element['eventDefinitions'] ?? []) as ModdleElement[];
  if (definitions.length > 1) reader.refuse(element, 'eventDefinitions', 'more than one event definition on one event');
  return definitions[0]
    ? typeOf(definitions[0])
        .replace(/EventDefinition$/, '')
        .replace('compensate', 'compensation')
    : 'none';
}

/** Reads the event definition of an event; null for a none event. */
export function readEvent(reader: ModelReader, element: ModdleElement, kind: string): EventDefinition | null {
  const definition = ((element['eventDefinitions'] ?? []) as ModdleElement[])[0];
  if (!definition) return null;
  switch (kind) {
    case 'timer':
      return readTimer(reader, element, definition);
    case 'message': {
      const message = definition['messageRef'] as ModdleElement | undefined;
      const name = message && attribute(message, 'name');
      if (!name && isCatching(element))
        reader.refuse(element, 'messageRef', 'a message event needs a message with a name');
      return { kind: 'message', name: reader.expressionOr(element, 'messageRef', name, '') };
    }
    case 'signal': {
      const signal = definition['signalRef'] as ModdleElement | undefined;
      const name = signal && attribute(signal, 'name');
      if (!name) reader.refuse(element, 'signalRef', 'a signal event needs a signal with a name');
      return {
        kind: 'signal',
        name: reader.expressionOr(element, 'signalRef', name, ''),
        ins: readPasses(
          reader,
          element,
          extensionsOf(definition, 'camunda:In').filter((line) => !attribute(line, 'businessKey')),
          'in',
        ),
        businessKey: reader.expression(
          element,
          'businessKey',
          extensionsOf(definition, 'camunda:In')
            .find((line) => attribute(line, 'businessKey'))
            ?.get('businessKey'),
        ),
      };
    }
    case 'error': {
      const error = definition['errorRef'] as ModdleElement | undefined;
      return {
        kind: 'error',
        code: error ? attribute(error, 'errorCode') : reader.danglingName(definition, 'errorRef'),
        message: readErrorMessage(reader, element, error),
        codeVariable: attribute(definition, 'camunda:errorCodeVariable'),
        messageVariable: attribute(definition, 'camunda:errorMessageVariable'),
      };
    }
    case 'escalation': {
      const escalation = definition['escalationRef'] as ModdleElement | undefined;
      return {
        kind: 'escalation',
        code: escalation ? attribute(escalation, 'escalationCode') : null,
        codeVariable: attribute(definition, 'camunda:escalationCodeVariable'),
      };
    }
    case 'conditional':
      return readConditional(reader, element, definition);
    case 'link':
      return { kind: 'link', name: attribute(definition, 'name') ?? '' };
    case 'compensation': {
      const unknown = reader.danglingName(definition, 'activityRef');
      if (unknown !== null)
        reader.refuse(
          element,
          'activityRef',
          `Invalid attribute value for 'activityRef': no activity with id '${unknown}' in the scope`,
        );
      return {
        kind: 'compensation',
        activityRef: (definition['activityRef'] as ModdleElement | undefined)?.id ?? null,
      };
    }
    case 'cancel':
      return { kind: 'cancel' };
    case 'terminate':
      return { kind: 'terminate' };
    default:
      return null;
  }
}

const isCatching = (element: ModdleElement) =>
  ['startEvent', 'boundaryEvent', 'intermediateCatchEvent'].includes(typeOf(element));

function readConditional(
  reader: ModelReader,
  element: ModdleElement,
  definition: ModdleElement,
): EventDefinition | null {
  const text = definition['condition'] as ModdleElement | undefined;
  const condition = text ? readCondition(reader, element, 'condition', text) : null;
  if (!condition) {
    reader.refuse(element, 'condition', 'Conditional event must contain an expression for evaluation.');
    return null;
  }
  const events = attribute(definition, 'camunda:variableEvents');
  return {
    kind: 'conditional',
    condition,
    variableName: attribute(definition, 'camunda:variableName'),
    variableEvents: events ? events.split(',').map((event) => event.trim()) : [],
  };
}

/**
 * Reads when a timer is due.
 * @param element what is named when the timer cannot be read
 */
export function readTimer(
  reader: ModelReader,
  element: ModdleElement,
  definition: ModdleElement,
): TimerDefinition | null {
  for (const [property, timer] of [
    ['timeDate', 'date'],
    ['timeDuration', 'duration'],
    ['timeCycle', 'cycle'],
  ] as const) {
    const text = bodyOf(definition[property] as ModdleElement | undefined);
    if (!text) continue;
    const value = reader.expression(element, property, text);
    return value && { kind: 'timer', timer, value };
  }
  reader.refuse(
    element,
    'timerEventDefinition',
    'Timer needs configuration (either timeDate, timeCycle or timeDuration is needed).',
  );
  return null;
}
