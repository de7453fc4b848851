const { elementsIn, flowsFrom, givenText, is, reachable, topicOf } = require('../diagram.js');
const { accusation, unitFacing } = require('../house.json');
const say = require('../say.js');

/** Whether the flow is taken for accusations: its condition compares with a value that stands for them. */
const isForAccusations = (flow) =>
  accusation.values.some((value) => new RegExp(`==\\s*['"]${value}['"]`).test(flow.conditionExpression?.body ?? ''));

/** Whether the matter comes before a unit here. */
const facesUnit = (node) =>
  unitFacing.topics.includes(topicOf(node)) ||
  (is(node, 'bpmn:UserTask') && unitFacing.roles.includes(node.get('camunda:candidateGroups'))) ||
  (is(node, 'bpmn:CallActivity') &&
    (unitFacing.processes.includes(node.calledElement) || givenText(node, 'recipient') === 'unit'));

/**
 * An accusation never comes before the unit it accuses: where the matter is classified there is a way for accusations, it meets no unit,
 * and what is not yet told apart meets none either.
 */
module.exports = function accusationAvoidsAccusedUnit() {
  function checkWay(flow, reporter) {
    for (const node of reachable(flow.targetRef)) {
      if (facesUnit(node)) say(reporter, node.id, 'An accusation comes before a unit here');
    }
  }

  function checkClassification(task, reporter) {
    const tellsApart = (node) => flowsFrom(node).some(isForAccusations);
    const met = [...reachable(task, tellsApart)];
    if (!met.some(tellsApart)) say(reporter, task.id, 'No way for accusations leads away from the classification');
    for (const node of met.filter(facesUnit))
      say(reporter, node.id, 'A unit gets the matter before accusations are told apart');
  }

  function check(node, reporter) {
    if (!is(node, 'bpmn:Process')) return;
    for (const element of elementsIn(node)) {
      if (is(element, 'bpmn:SequenceFlow') && element.targetRef && isForAccusations(element))
        checkWay(element, reporter);
      if (is(element, 'bpmn:BusinessRuleTask') && element.get('camunda:decisionRef') === accusation.decision)
        checkClassification(element, reporter);
    }
  }

  return { check };
};
