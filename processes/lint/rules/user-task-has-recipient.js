const { is, isExpression } = require('../diagram.js');
const { roles } = require('../house.json');
const say = require('../say.js');

/** Every user task names who gets it: a role of the house, or a person an earlier step found. */
module.exports = function userTaskHasRecipient() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const groups = node.get('camunda:candidateGroups');
    if (!groups && !node.get('camunda:assignee') && !node.get('camunda:candidateUsers'))
      say(reporter, node.id, 'User task has nobody who gets it');
    if (!groups || isExpression(groups)) return;
    for (const role of groups.split(',').map((each) => each.trim())) {
      if (!roles.some((each) => each.id === role)) say(reporter, node.id, 'There is no role “{role}”', { role });
    }
  }

  return { check };
};
