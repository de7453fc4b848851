/** What several rules ask of a diagram. Elements are bpmn-moddle's. */

/** Whether a value is an expression, known only when it runs. */
const isExpression = (text) => /[$#]\{/.test(text ?? '');

const is = (node, type) => Boolean(node?.$instanceOf?.(type));

/** The event definitions of an event with this type, e.g. `bpmn:TimerEventDefinition`. */
const definitionsOf = (event, type) => (event.eventDefinitions ?? []).filter((each) => is(each, type));

/** The children of an element's `extensionElements` with this type, e.g. `camunda:In`. */
const extensionsOf = (element, type) => (element.extensionElements?.values ?? []).filter((each) => is(each, type));

/** The value of a `camunda:property` of an element. */
function propertyOf(element, name) {
  const properties = extensionsOf(element, 'camunda:Properties').flatMap((each) => each.values ?? []);
  return properties.find((each) => each.name === name)?.value;
}

/** The topic an element hands to external workers; undefined when it hands nothing. */
function topicOf(element) {
  const holder = [element, ...(element.eventDefinitions ?? [])].find(
    (each) => each.get?.('camunda:type') === 'external',
  );
  return holder && (holder.get('camunda:topic') ?? '');
}

const siblingsOf = (node) => node.$parent?.flowElements ?? [];
const boundariesOf = (node) => siblingsOf(node).filter((each) => each.attachedToRef === node);

/** The flows that begin at a node. A file need not list them at the node itself. */
const flowsFrom = (node) => siblingsOf(node).filter((each) => each.sourceRef === node);
const targetsOf = (node) =>
  flowsFrom(node)
    .map((flow) => flow.targetRef)
    .filter(Boolean);

/** All flow elements in a scope and in the scopes inside it. */
const elementsIn = (scope) => (scope.flowElements ?? []).flatMap((each) => [each, ...elementsIn(each)]);

/** The scopes an element lies in, nearest first, up to the process. */
function scopesOf(element) {
  const scope = element.$parent;
  return is(scope, 'bpmn:FlowElementsContainer') ? [scope, ...scopesOf(scope)] : [];
}

/** The root elements of the file with this type. */
function rootsOf(element, type) {
  let root = element;
  while (root.$parent) root = root.$parent;
  return (root.rootElements ?? []).filter((each) => is(each, type));
}

/**
 * Everything a token at `start` may come to in its scope, `start` included, what lies inside sub-processes on the way and
 * what hangs on their borders too. It goes no further at a node for which `stops` answers true.
 */
function reachable(start, stops = () => false) {
  const seen = new Set();
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (stops(node)) continue;
    for (const inner of elementsIn(node)) seen.add(inner);
    waiting.push(...targetsOf(node), ...boundariesOf(node));
  }
  return seen;
}

/** What a call activity or task is given under this name, when it is a plain text (also written as an expression `${'text'}`). */
function givenText(element, name) {
  const mapping = extensionsOf(element, 'camunda:In').find((each) => each.target === name);
  const parameter = extensionsOf(element, 'camunda:InputOutput')
    .flatMap((each) => each.inputParameters ?? [])
    .find((each) => each.name === name);
  const text = mapping?.sourceExpression ?? parameter?.value;
  return text === undefined ? undefined : (/^\$\{'(.*)'\}$/.exec(text)?.[1] ?? text);
}

module.exports = {
  isExpression,
  is,
  definitionsOf,
  extensionsOf,
  propertyOf,
  topicOf,
  boundariesOf,
  flowsFrom,
  targetsOf,
  elementsIn,
  scopesOf,
  rootsOf,
  reachable,
  givenText,
};
