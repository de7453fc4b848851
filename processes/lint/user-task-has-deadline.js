/**
 * Every user task has a due date and a timer on its border that reminds without interrupting.
 * A task nobody is reminded of is how a petition gets lost.
 */
module.exports = function userTaskHasDeadline() {
  const isReminder = (element, task) =>
    element.$instanceOf('bpmn:BoundaryEvent') &&
    element.attachedToRef === task &&
    element.cancelActivity === false &&
    (element.eventDefinitions ?? []).some((definition) => definition.$instanceOf('bpmn:TimerEventDefinition'));

  function check(node, reporter) {
    if (!node.$instanceOf?.('bpmn:UserTask')) return;
    if (!node.get('camunda:dueDate')) reporter.report(node.id, 'User task has no due date', ['camunda:dueDate']);
    const siblings = node.$parent.flowElements ?? [];
    if (!siblings.some((element) => isReminder(element, node)))
      reporter.report(node.id, 'User task has no non-interrupting reminder timer');
  }

  return { check };
};
