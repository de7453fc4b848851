const { boundariesOf, definitionsOf, is, reachable, topicOf } = require('../diagram.js');
const { reminderTopics } = require('../house.json');
const say = require('../say.js');

/** Whether somebody hears of it here: a reminder is sent, a task given, an escalation raised, another process called. */
const tellsSomebody = (node) =>
  reminderTopics.includes(topicOf(node)) ||
  is(node, 'bpmn:UserTask') ||
  is(node, 'bpmn:CallActivity') ||
  (is(node, 'bpmn:ThrowEvent') && definitionsOf(node, 'bpmn:EscalationEventDefinition').length > 0);

/** What a timer on a user task's border leads to reaches a person: a timer that only ends tells nobody. */
module.exports = function lateTaskReachesSomeone() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    for (const timer of boundariesOf(node)) {
      if (definitionsOf(timer, 'bpmn:TimerEventDefinition').length === 0) continue;
      if (![...reachable(timer)].some(tellsSomebody)) say(reporter, timer.id, 'When the task is late, nobody is told');
    }
  }

  return { check };
};
