import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import type { AsyncMark, BindingSpec, CallSpec, DecisionSpec, ExternalTaskSpec, Loop, UserTaskSpec } from './graph.ts';
import { attribute, bodyOf, extensionsOf, type ModelReader, typeOf } from './model-reader.ts';
import { readListeners } from './read-listeners.ts';
import { readPasses } from './read-passes.ts';
import { readTimeoutListeners } from './read-timeout-listeners.ts';

/** `camunda:asyncBefore` or `camunda:asyncAfter` of an element; the old `camunda:async` means before. */
export function readAsync(element: ModdleElement, side: 'Before' | 'After'): AsyncMark | null {
  const marked =
    element.get(`camunda:async${side}`) === true || (side === 'Before' && element.get('camunda:async') === true);
  return marked ? { exclusive: element.get('camunda:exclusive') !== false } : null;
}

/** `camunda:failedJobRetryTimeCycle`. */
export function readRetryCycle(reader: ModelReader, element: ModdleElement): CompiledExpression | null {
  const cycle = extensionsOf(element, 'camunda:FailedJobRetryTimeCycle')[0];
  return reader.expression(element, 'failedJobRetryTimeCycle', bodyOf(cycle));
}

/** An external task: `camunda:type="external"` with its topic, on the element or on its message event definition. */
export function readExternalTask(
  reader: ModelReader,
  element: ModdleElement,
  holder: ModdleElement,
): ExternalTaskSpec | null {
  if (attribute(holder, 'camunda:type') !== 'external') return null;
  const topic = reader.expression(element, 'topic', holder.get('camunda:topic'));
  if (!topic) {
    reader.refuse(element, 'topic', "External tasks must specify a 'topic' attribute in the camunda namespace");
    return null;
  }
  const properties: Record<string, string> = {};
  for (const group of extensionsOf(element, 'camunda:Properties')) {
    for (const property of (group['values'] ?? []) as ModdleElement[]) {
      if (typeof property['name'] === 'string') properties[property['name']] = String(property['value'] ?? '');
    }
  }
  return {
    topic,
    priority: reader.expression(element, 'taskPriority', holder.get('camunda:taskPriority')),
    properties,
    errors: readErrors(reader, element),
  };
}

/** `camunda:errorMessage` of an error: a text or an expression, evaluated when the error is thrown. */
export function readErrorMessage(
  reader: ModelReader,
  element: ModdleElement,
  error: ModdleElement | undefined,
): CompiledExpression | null {
  return reader.expression(element, 'errorMessage', error?.get('camunda:errorMessage'));
}

function readErrors(reader: ModelReader, element: ModdleElement): ExternalTaskSpec['errors'] {
  return extensionsOf(element, 'camunda:ErrorEventDefinition').flatMap((definition) => {
    const error = definition['errorRef'] as ModdleElement | undefined;
    const source = definition['expression'] as unknown;
    const condition = reader.expression(element, 'errorEventDefinition', source);
    const code = (error && attribute(error, 'errorCode')) ?? reader.danglingName(definition, 'errorRef');
    if (typeof source !== 'string')
      reader.refuse(element, 'errorEventDefinition', "Missing attribute 'expression' of camunda:errorEventDefinition");
    if (!code) reader.refuse(element, 'errorEventDefinition', 'errorRef must name an error with an errorCode');
    return condition && code ? [{ code, message: readErrorMessage(reader, element, error), condition }] : [];
  });
}

/** Assignment, dates and candidates of a user task. */
export function readUserTask(reader: ModelReader, element: ModdleElement): UserTaskSpec {
  const one = (name: string) => reader.expression(element, name, element.get(`camunda:${name}`));
  return {
    assignee: one('assignee') ?? reader.expression(element, 'humanPerformer', resourceText(element, 'humanPerformer')),
    owner: null,
    candidateUsers: many('candidateUsers'),
    candidateGroups: many('candidateGroups'),
    dueDate: one('dueDate'),
    followUpDate: one('followUpDate'),
    priority: one('priority'),
    name: reader.expression(element, 'name', element['name']),
    listeners: readListeners(reader, element, 'task'),
    timeouts: readTimeoutListeners(reader, element),
    description: reader.expression(
      element,
      'documentation',
      ((element['documentation'] ?? []) as ModdleElement[])[0]?.['text'],
    ),
  };

  function many(name: string): CompiledExpression[] {
    const text = attribute(element, `camunda:${name}`);
    if (!text) return [];
    return splitOutsideExpressions(text)
      .map((part) => reader.expression(element, name, part))
      .filter((part) => part !== null);
  }
}

function resourceText(element: ModdleElement, type: string): string | undefined {
  const resources = (element['resources'] ?? []) as ModdleElement[];
  const resource = resources.find((candidate) => typeOf(candidate) === type);
  return bodyOf(resource?.['resourceAssignmentExpression']?.expression as ModdleElement | undefined);
}

/** Splits at commas that are not inside `${…}`. */
export function splitOutsideExpressions(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  parts.push(part.trim());
  return parts.filter((one) => one !== '');
}

/** The decision of a business rule task; null when it has none. */
export function readDecision(reader: ModelReader, element: ModdleElement): DecisionSpec | null {
  const ref = reader.expression(element, 'decisionRef', element.get('camunda:decisionRef'));
  if (!ref) return null;
  const mapping = attribute(element, 'camunda:mapDecisionResult') ?? 'resultList';
  const known = ['singleEntry', 'singleResult', 'collectEntries', 'resultList'] as const;
  const mapResult = known.find((name) => name === mapping);
  if (!mapResult) reader.refuse(element, 'mapDecisionResult', `'${mapping}' is not one of ${known.join(', ')}`);
  return {
    ref,
    binding: readBinding(reader, element, 'decisionRef'),
    resultVariable: attribute(element, 'camunda:resultVariable'),
    mapResult: mapResult ?? 'resultList',
  };
}

/** The called process with all that is passed to it and back. */
export function readCall(reader: ModelReader, element: ModdleElement): CallSpec | null {
  const calledElement = reader.expression(element, 'calledElement', element['calledElement']);
  if (!calledElement) {
    const reason = attribute(element, 'camunda:caseRef')
      ? 'calling a case is not supported'
      : "Missing attribute 'calledElement'";
    reader.refuse(element, 'calledElement', reason);
    return null;
  }
  if (
    attribute(element, 'camunda:variableMappingClass') ||
    attribute(element, 'camunda:variableMappingDelegateExpression')
  ) {
    reader.refuse(
      element,
      'variableMappingClass',
      'Java classes are not supported; map the variables with camunda:in and camunda:out',
    );
  }
  const ins = extensionsOf(element, 'camunda:In');
  const businessKeyLine = ins.find((line) => attribute(line, 'businessKey'));
  return {
    calledElement,
    binding: readBinding(reader, element, 'calledElement'),
    businessKey: businessKeyLine ? reader.expression(element, 'businessKey', businessKeyLine.get('businessKey')) : null,
    ins: readPasses(
      reader,
      element,
      ins.filter((line) => line !== businessKeyLine),
      'in',
    ),
    outs: readPasses(reader, element, extensionsOf(element, 'camunda:Out'), 'out'),
  };
}

function readBinding(reader: ModelReader, element: ModdleElement, prefix: string): BindingSpec {
  const kind = attribute(element, `camunda:${prefix}Binding`) ?? 'latest';
  if (kind === 'version' || kind === 'versionTag') {
    const suffix = kind === 'version' ? 'Version' : 'VersionTag';
    const value = reader.expression(element, `${prefix}${suffix}`, element.get(`camunda:${prefix}${suffix}`));
    if (!value) reader.refuse(element, `${prefix}${suffix}`, `binding '${kind}' needs a ${prefix}${suffix}`);
    return { kind, value };
  }
  if (kind !== 'latest' && kind !== 'deployment')
    reader.refuse(element, `${prefix}Binding`, `'${kind}' is not a binding`);
  return { kind: kind === 'deployment' ? 'deployment' : 'latest', value: null };
}

const itemName = (item: ModdleElement | undefined): string | null =>
  item ? (attribute(item, 'name') ?? item.id ?? null) : null;

/** `multiInstanceLoopCharacteristics`; a standard loop is refused. */
export function readLoop(reader: ModelReader, element: ModdleElement): Loop | null {
  const loop = element['loopCharacteristics'] as ModdleElement | undefined;
  if (!loop) return null;
  if (typeOf(loop) !== 'multiInstanceLoopCharacteristics') {
    reader.refuse(element, 'loopCharacteristics', 'a standard loop is not supported; draw the loop with a gateway');
    return null;
  }
  const cardinality = reader.expression(
    element,
    'loopCardinality',
    bodyOf(loop['loopCardinality'] as ModdleElement | undefined),
  );
  const named =
    attribute(loop, 'camunda:collection') ??
    bodyOf(loop['loopDataInputRef'] as ModdleElement | undefined) ??
    reader.danglingName(loop, 'loopDataInputRef');
  if (!cardinality && !named) {
    reader.refuse(
      element,
      'loopCharacteristics',
      'Either loopCardinality or loopDataInputRef/collection must been set',
    );
  }
  const isExpression = named !== null && /[#$]\{/.test(named);
  return {
    sequential: loop['isSequential'] === true,
    cardinality,
    collection: isExpression ? reader.expression(element, 'collection', named) : null,
    collectionVariable: isExpression ? null : named,
    elementVariable:
      attribute(loop, 'camunda:elementVariable') ?? itemName(loop['inputDataItem'] as ModdleElement | undefined),
    completionCondition: reader.expression(
      element,
      'completionCondition',
      bodyOf(loop['completionCondition'] as ModdleElement | undefined),
    ),
    asyncBefore: readAsync(loop, 'Before'),
    asyncAfter: readAsync(loop, 'After'),
  };
}
