const { is, isExpression } = require('../diagram.js');
const say = require('../say.js');

/** A timer takes its period from a variable that a table filled: a period in a diagram is changed by nobody but a draughtsman. */
module.exports = function periodStandsInATable() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:TimerEventDefinition')) return;
    const rule = (node.timeDuration ?? node.timeDate ?? node.timeCycle)?.body;
    if (rule && !isExpression(rule))
      say(reporter, node.$parent?.id ?? '', 'The period {period} stands in the diagram', { period: rule });
  }

  return { check };
};
