const { is, isExpression, topicOf } = require('../diagram.js');
const topics = require('../topics.json');
const say = require('../say.js');

const NEEDS_TOPIC = ['bpmn:ServiceTask', 'bpmn:SendTask'];
const DONE_OTHERWISE = ['camunda:expression', 'camunda:class', 'camunda:delegateExpression'];

/** Every step for external workers names a topic that a worker serves; a service task is always such a step. */
module.exports = function topicHasWorker() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:FlowNode')) return;
    const topic = topicOf(node);
    if (topic === undefined) {
      const needed = NEEDS_TOPIC.includes(node.$type) && !DONE_OTHERWISE.some((name) => node.get(name));
      if (needed) say(reporter, node.id, 'The step is given to nobody: it has no topic');
      return;
    }
    if (topic === '') say(reporter, node.id, 'The step is given to nobody: it has no topic');
    else if (!isExpression(topic) && !topics.some((each) => each.name === topic))
      say(reporter, node.id, 'No worker serves the topic “{topic}”', { topic });
  }

  return { check };
};
