const { boundariesOf, definitionsOf, is } = require('../diagram.js');
const say = require('../say.js');

/**
 * Every user task has a due date and a timer on its border that reminds without interrupting.
 * A task nobody is reminded of is how a petition gets lost.
 */
module.exports = function userTaskHasDeadline() {
  const isReminder = (event) =>
    event.cancelActivity === false && definitionsOf(event, 'bpmn:TimerEventDefinition').length > 0;

  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    if (!node.get('camunda:dueDate')) say(reporter, node.id, 'User task has no due date');
    if (!boundariesOf(node).some(isReminder))
      say(reporter, node.id, 'User task has no non-interrupting reminder timer');
  }

  return { check };
};
