const { definitionsOf, elementsIn, is, isExpression, rootsOf, topicOf } = require('../diagram.js');
const { messages } = require('../house.json');
const say = require('../say.js');
const topics = require('../topics.json');

/** Codes of errors that end events of a file throw. */
const thrownIn = (node) =>
  rootsOf(node, 'bpmn:Process')
    .flatMap(elementsIn)
    .filter((each) => is(each, 'bpmn:EndEvent'))
    .flatMap((end) => definitionsOf(end, 'bpmn:ErrorEventDefinition').map((each) => each.errorRef?.errorCode));

/**
 * What a diagram names is there: tables, forms, called processes, messages, errors, escalations.
 * @param deployed ids of what the engine has: `decisions`, `processes`, `forms`, `thrownErrors`; what is absent is not asked
 */
module.exports = function referenceExists(deployed = {}) {
  const lacks = (known, id) => known !== undefined && !isExpression(id) && !known.includes(id);

  function checkTask(node, reporter) {
    const form = node.get('camunda:formRef');
    if (form && lacks(deployed.forms, form)) say(reporter, node.id, 'There is no form “{id}”', { id: form });
    if (is(node, 'bpmn:BusinessRuleTask') && topicOf(node) === undefined) {
      const id = node.get('camunda:decisionRef');
      if (!id) say(reporter, node.id, 'The task asks no table');
      else if (lacks(deployed.decisions, id)) say(reporter, node.id, 'There is no table “{id}”', { id });
    }
    if (is(node, 'bpmn:ReceiveTask')) checkMessage(node, node.messageRef, reporter, true);
  }

  function checkCall(node, reporter) {
    const id = node.calledElement;
    const here = rootsOf(node, 'bpmn:Process').map((each) => each.id);
    if (!id) say(reporter, node.id, 'The call names no process');
    else if (lacks(deployed.processes && [...deployed.processes, ...here], id))
      say(reporter, node.id, 'There is no process “{id}”', { id });
  }

  function checkMessage(node, message, reporter, waits) {
    if (!message?.name) say(reporter, node.id, 'The event names no message');
    else if (waits && !isExpression(message.name) && !messages.includes(message.name))
      say(reporter, node.id, 'Nobody sends the message “{name}”', { name: message.name });
  }

  function checkEvent(node, reporter) {
    const throws = is(node, 'bpmn:ThrowEvent');
    for (const definition of node.eventDefinitions ?? []) {
      if (is(definition, 'bpmn:MessageEventDefinition') && topicOf(node) === undefined)
        checkMessage(node, definition.messageRef, reporter, !throws);
      if (is(definition, 'bpmn:EscalationEventDefinition') && throws && !definition.escalationRef?.escalationCode)
        say(reporter, node.id, 'The event names no escalation');
      if (is(definition, 'bpmn:ErrorEventDefinition')) checkError(node, definition.errorRef, reporter, throws);
    }
  }

  function checkError(node, error, reporter, throws) {
    if (!error) {
      if (throws) say(reporter, node.id, 'The event names no error');
      return;
    }
    const code = error.errorCode;
    if (!code) say(reporter, node.id, 'The event names no error');
    else if (!throws && deployed.thrownErrors) {
      const known = [...deployed.thrownErrors, ...topics.flatMap((each) => each.errors), ...thrownIn(node)];
      if (!known.includes(code)) say(reporter, node.id, 'Nothing raises the error “{code}”', { code });
    }
  }

  function check(node, reporter) {
    if (is(node, 'bpmn:Task')) checkTask(node, reporter);
    else if (is(node, 'bpmn:CallActivity')) checkCall(node, reporter);
    else if (is(node, 'bpmn:Event')) checkEvent(node, reporter);
  }

  return { check };
};
