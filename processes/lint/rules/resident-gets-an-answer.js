const { boundariesOf, definitionsOf, givenText, is, propertyOf, targetsOf, topicOf } = require('../diagram.js');
const { residents } = require('../house.json');
const say = require('../say.js');

const startsWithResident = (event) =>
  definitionsOf(event, 'bpmn:MessageEventDefinition').some((each) =>
    residents.messages.includes(each.messageRef?.name),
  );

/** An error is answered where it is caught, not where it is thrown. */
const throwsError = (end) => definitionsOf(end, 'bpmn:ErrorEventDefinition').length > 0;

/** Whether a token leaves the step here instead of finishing it. What nobody foresaw leads to a person, who answers too. */
const leavesStep = (event) =>
  event.cancelActivity !== false && !definitionsOf(event, 'bpmn:ErrorEventDefinition').some((each) => !each.errorRef);

/** The ends of a scope that can be reached from `start` without an answer to the resident on the way. */
function unansweredEnds(start) {
  const seen = new Set();
  const ends = [];
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...boundariesOf(node).filter(leavesStep));
    if (answers(node)) continue;
    if (is(node, 'bpmn:EndEvent') && !throwsError(node)) ends.push(node);
    waiting.push(...targetsOf(node));
  }
  return ends;
}

/** Whether the resident has been answered when this step is done. */
function answers(node) {
  if (propertyOf(node, residents.property) === 'true' || residents.answeringTopics.includes(topicOf(node))) return true;
  if (is(node, 'bpmn:CallActivity')) {
    const toResident = !residents.letters.includes(node.calledElement) || givenText(node, 'recipient') === 'petitioner';
    return residents.answeringProcesses.includes(node.calledElement) && toResident;
  }
  if (!is(node, 'bpmn:SubProcess') || node.triggeredByEvent) return false;
  const starts = (node.flowElements ?? []).filter((each) => is(each, 'bpmn:StartEvent'));
  return starts.length > 0 && starts.every((start) => unansweredEnds(start).length === 0);
}

/** A process that a resident's message starts reaches no end before the resident has had an answer. */
module.exports = function residentGetsAnAnswer() {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Process')) return;
    const starts = (node.flowElements ?? []).filter((each) => is(each, 'bpmn:StartEvent') && startsWithResident(each));
    const ends = new Set(starts.flatMap(unansweredEnds));
    for (const end of ends) say(reporter, end.id, 'The process may end here before the resident has had an answer');
  }

  return { check };
};
