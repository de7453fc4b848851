const { extensionsOf, is } = require('../diagram.js');
const isPersonal = require('../personal-names.js');
const say = require('../say.js');

/** The variables a step writes: parameters, mappings of calls, results of tables, fields of an old-style form. */
function writtenBy(node) {
  const parameters = extensionsOf(node, 'camunda:InputOutput').flatMap((each) => [
    ...(each.inputParameters ?? []),
    ...(each.outputParameters ?? []),
  ]);
  const mappings = [...extensionsOf(node, 'camunda:In'), ...extensionsOf(node, 'camunda:Out')];
  const fields = extensionsOf(node, 'camunda:FormData').flatMap((each) => each.fields ?? []);
  return [
    ...parameters.map((each) => each.name),
    ...mappings.map((each) => each.target),
    ...fields.map((each) => each.id),
    node.get('camunda:resultVariable'),
  ].filter(Boolean);
}

/** A process variable holds ids and facts; names, numbers and addresses stay in the register. */
module.exports = function noPersonalDataInVariables() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:FlowNode')) return;
    for (const name of new Set(writtenBy(node).filter(isPersonal)))
      say(reporter, node.id, 'The variable “{name}” would hold personal data', { name });
  }

  return { check };
};
