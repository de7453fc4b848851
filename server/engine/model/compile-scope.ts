import type { ModdleElement } from 'bpmn-moddle';
import { activityTypeOf } from './activity-types.ts';
import { behaviorOf, SILENT_TYPES } from './behavior-of.ts';
import type {
  BehaviorName,
  Element,
  EventDefinition,
  ExternalTaskSpec,
  Flow,
  Loop,
  ServiceExpression,
} from './graph.ts';
import { attribute, extensionsOf, type ModelReader, typeOf } from './model-reader.ts';
import {
  readAsync,
  readCall,
  readDecision,
  readExternalTask,
  readLoop,
  readRetryCycle,
  readUserTask,
} from './read-activity.ts';
import { readCondition } from './read-condition.ts';
import { eventKindOf, readEvent } from './read-event.ts';
import { readForm } from './read-form.ts';
import { readListeners } from './read-listeners.ts';
import { readMappings } from './read-mappings.ts';
import { readScript } from './read-script.ts';

const ACTIVITY = /Task$|^task$|^subProcess$|^callActivity$|^transaction$/;

/** Some 20 ms of work. */
const ELEMENTS_AT_A_TIME = 500;

/** Compiles what is inside a process or sub-process, and all below it, into `elements` and `flows`. */
export class ScopeCompiler {
  readonly elements = new Map<string, Element>();
  readonly flows = new Map<string, Flow>();
  readonly #reader: ModelReader;
  readonly #conditions = new Map<string, ModdleElement>();

  constructor(reader: ModelReader) {
    this.#reader = reader;
  }

  /** The process element itself, with everything in it; it pauses between elements when there are many. */
  *compileProcess(process: ModdleElement): Generator<void, Element> {
    const root = this.#element(process, 'process', 'processDefinition', 'process', null, null);
    this.elements.set(root.id, root);
    yield* this.#content(process, root);
    return root;
  }

  *#content(container: ModdleElement, scope: Element): Generator<void> {
    const flowElements = (container['flowElements'] ?? []) as ModdleElement[];
    const defaults: [Element, ModdleElement][] = [];
    for (const flowElement of flowElements) {
      const type = typeOf(flowElement);
      if (SILENT_TYPES.has(type)) continue;
      flowElement.id ??= this.#reader.newId(type);
      const element = this.#compile(flowElement, type, scope);
      if (!element) continue;
      scope.children.push(element);
      this.elements.set(element.id, element);
      if (this.elements.size % ELEMENTS_AT_A_TIME === 0) yield;
      if (flowElement['default']) defaults.push([element, flowElement['default'] as ModdleElement]);
      if (type === 'subProcess' || type === 'transaction') yield* this.#content(flowElement, element);
    }
    this.#attachBoundaryEvents(flowElements, scope);
    for (const flowElement of flowElements) if (typeOf(flowElement) === 'sequenceFlow') this.#flow(flowElement, scope);
    for (const [element, flow] of defaults) this.#setDefault(element, flow);
    this.#connectCompensation((container['artifacts'] ?? []) as ModdleElement[]);
  }

  #compile(source: ModdleElement, type: string, scope: Element): Element | null {
    const reader = this.#reader;
    const event = eventKindOf(reader, source);
    const behavior = behaviorOf(reader, source, type, event, scope.behavior === 'event-sub-process');
    if (!behavior) return null;
    const definition = type === 'receiveTask' ? readReceive(reader, source) : readEvent(reader, source, event);
    // A throwing message event that nothing implements is a none event, in history too.
    const plain = event === 'message' && behavior === 'none-event' && type.endsWith('hrowEvent');
    const ends = event === 'message' && behavior === 'none-event' && type === 'endEvent';
    const activityType = ends ? type : activityTypeOf(type, plain ? 'none' : event);
    return this.#element(source, type, activityType, behavior, scope, definition);
  }

  #element(
    source: ModdleElement,
    type: string,
    activityType: string,
    behavior: BehaviorName,
    scope: Element | null,
    event: EventDefinition | null,
  ): Element {
    const reader = this.#reader;
    const isActivity = ACTIVITY.test(type);
    const { inputs, outputs } = readMappings(reader, source);
    const listeners = readListeners(reader, source, 'element');
    this.#refuseConnector(source);
    const isForCompensation = source['isForCompensation'] === true;
    const marks = asyncMarks(source, scope !== null, isActivity ? readLoop(reader, source) : null, isForCompensation);
    return {
      id: source.id ?? '',
      name: attribute(source, 'name'),
      type,
      activityType,
      behavior,
      scope,
      incoming: [],
      outgoing: [],
      defaultFlow: null,
      children: [],
      start: null,
      eventSubProcesses: [],
      boundaryEvents: [],
      attachedTo: null,
      compensation: null,
      isForCompensation,
      interrupting: isInterrupting(source, type),
      event,
      ...marks,
      jobPriority: reader.expression(source, 'jobPriority', source.get('camunda:jobPriority')),
      retryCycle: readRetryCycle(reader, source),
      inputs,
      outputs,
      startListeners: listeners['start'] ?? [],
      endListeners: listeners['end'] ?? [],
      external: behavior === 'external-task' ? this.#external(source, type) : null,
      service: behavior === 'expression-task' ? this.#service(source, type) : null,
      userTask: behavior === 'user-task' ? readUserTask(reader, source) : null,
      decision: behavior === 'business-rule-task' ? readDecision(reader, source) : null,
      call: behavior === 'call-activity' ? readCall(reader, source) : null,
      form: type === 'userTask' || type === 'startEvent' ? readForm(reader, source) : null,
    };
  }

  #external(source: ModdleElement, type: string): ExternalTaskSpec | null {
    return readExternalTask(this.#reader, source, implementationOf(source, type));
  }

  #service(source: ModdleElement, type: string): ServiceExpression | null {
    const holder = implementationOf(source, type);
    if (type === 'scriptTask') return this.#script(source);
    const expression = this.#reader.expression(source, 'expression', holder.get('camunda:expression'));
    return expression && { expression, resultVariable: attribute(holder, 'camunda:resultVariable') };
  }

  #script(source: ModdleElement): ServiceExpression | null {
    const expression = readScript(this.#reader, source, 'script', {
      format: attribute(source, 'scriptFormat') ?? 'juel',
      source: source['script'],
      resource: attribute(source, 'camunda:resource'),
    });
    return expression && { expression, resultVariable: attribute(source, 'camunda:resultVariable') };
  }

  #refuseConnector(source: ModdleElement): void {
    if (extensionsOf(source, 'camunda:Connector').length === 0) return;
    this.#reader.refuse(
      source,
      'connector',
      'connectors are not supported; use an external task (camunda:type="external")',
    );
  }

  #attachBoundaryEvents(flowElements: ModdleElement[], scope: Element): void {
    for (const flowElement of flowElements) {
      if (typeOf(flowElement) !== 'boundaryEvent' || !flowElement.id) continue;
      const boundary = this.elements.get(flowElement.id);
      if (!boundary) continue;
      const host = this.elements.get((flowElement['attachedToRef'] as ModdleElement | undefined)?.id ?? '');
      if (!host || host.scope !== scope || !ACTIVITY.test(host.type)) {
        this.#reader.refuse(
          flowElement,
          'attachedToRef',
          'Invalid reference in boundary event: it must name an activity of the same scope',
        );
        continue;
      }
      boundary.attachedTo = host;
      host.boundaryEvents.push(boundary);
    }
  }

  /** A compensation boundary event is bound to its handler by an association. */
  #connectCompensation(artifacts: ModdleElement[]): void {
    for (const artifact of artifacts) {
      if (typeOf(artifact) !== 'association') continue;
      const boundary = this.elements.get((artifact['sourceRef'] as ModdleElement | undefined)?.id ?? '');
      const handler = this.elements.get((artifact['targetRef'] as ModdleElement | undefined)?.id ?? '');
      if (boundary?.event?.kind !== 'compensation' || !boundary.attachedTo || !handler) continue;
      if (!handler.isForCompensation) {
        this.#reader.problems.push({
          elementId: boundary.id,
          reason: `compensation boundary event has to be associated with an activity marked isForCompensation, not with '${handler.id}'`,
        });
      }
      boundary.attachedTo.compensation = handler;
    }
  }

  #flow(source: ModdleElement, scope: Element): void {
    const reader = this.#reader;
    const id = source.id ?? reader.newId('sequenceFlow');
    const ends = ['sourceRef', 'targetRef'].map((property) => {
      const referenced = source[property] as ModdleElement | undefined;
      const element = referenced?.id ? this.elements.get(referenced.id) : undefined;
      if (!source.get(property) && !source.$attrs?.[property])
        reader.refuse(source, property, `a sequence flow needs a ${property}`);
      if (element && element.scope !== scope) {
        const end = property === 'sourceRef' ? 'source' : 'destination';
        reader.refuse(
          source,
          property,
          `Invalid ${end} '${element.id}' of sequence flow '${id}': it is outside the flow's scope`,
        );
        return undefined;
      }
      return element;
    });
    const [from, to] = ends;
    if (!from || !to) return;
    const conditionElement = source['conditionExpression'] as ModdleElement | undefined;
    const condition = conditionElement ? readCondition(reader, source, 'conditionExpression', conditionElement) : null;
    if (condition) this.#conditions.set(id, source);
    const takeListeners = readListeners(reader, source, 'flow')['take'] ?? [];
    const flow: Flow = { id, isNamed: source.id !== undefined, source: from, target: to, condition, takeListeners };
    from.outgoing.push(flow);
    to.incoming.push(flow);
    this.flows.set(id, flow);
  }

  #setDefault(element: Element, flow: ModdleElement): void {
    element.defaultFlow = element.outgoing.find((outgoing) => outgoing.id === flow.id) ?? null;
    if (!element.defaultFlow) {
      this.#reader.problems.push({
        elementId: element.id,
        property: 'default',
        reason: `default flow '${flow.id ?? ''}' does not leave this element`,
      });
    }
  }
}

/**
 * The asynchronous marks of an element, and its loop with those of its instances. Of a compensation handler the marks of
 * the element are those of the instances, as in the reference.
 */
function asyncMarks(
  source: ModdleElement,
  isElement: boolean,
  loop: Loop | null,
  isForCompensation: boolean,
): Pick<Element, 'loop' | 'asyncBefore' | 'asyncAfter'> {
  const asyncBefore = isElement ? readAsync(source, 'Before') : null;
  const asyncAfter = isElement ? readAsync(source, 'After') : null;
  if (!loop || !isForCompensation) return { loop, asyncBefore, asyncAfter };
  return { loop: { ...loop, asyncBefore, asyncAfter }, asyncBefore: null, asyncAfter: null };
}

/** Where an element names its implementation: a message event on its event definition, a task on itself. */
function implementationOf(source: ModdleElement, type: string): ModdleElement {
  const isEvent = type === 'endEvent' || type === 'intermediateThrowEvent';
  return isEvent ? (source['eventDefinitions'] as ModdleElement[])[0]! : source;
}

function isInterrupting(source: ModdleElement, type: string): boolean {
  if (type === 'boundaryEvent') return source['cancelActivity'] !== false;
  if (type === 'startEvent') return source['isInterrupting'] !== false;
  return true;
}

function readReceive(reader: ModelReader, source: ModdleElement): EventDefinition | null {
  const message = source['messageRef'] as ModdleElement | undefined;
  if (!message) return null;
  return { kind: 'message', name: reader.expressionOr(source, 'messageRef', attribute(message, 'name'), '') };
}
