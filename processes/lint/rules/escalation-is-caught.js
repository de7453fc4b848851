const { boundariesOf, definitionsOf, elementsIn, is, rootsOf, scopesOf } = require('../diagram.js');
const say = require('../say.js');

const codesAt = (event) =>
  definitionsOf(event, 'bpmn:EscalationEventDefinition').map((each) => each.escalationRef?.escalationCode ?? null);
const catches = (event, code) => codesAt(event).some((each) => each === null || each === code);

/** Whether a scope hears the code itself: on its border, or by an event sub-process inside it. */
function scopeCatches(scope, code) {
  const inside = (scope.flowElements ?? []).filter((each) => is(each, 'bpmn:SubProcess') && each.triggeredByEvent);
  const starts = inside.flatMap((each) => each.flowElements ?? []).filter((each) => is(each, 'bpmn:StartEvent'));
  return [...boundariesOf(scope), ...starts].some((event) => catches(event, code));
}

/**
 * Every escalation raised is heard: by a scope around it, or by a process that calls this one.
 * @param deployed `calls`: who calls whom among what is deployed and which escalation codes are caught there (null: all)
 */
module.exports = function escalationIsCaught(deployed = {}) {
  function calledHere(node, key, code) {
    const processes = rootsOf(node, 'bpmn:Process');
    return processes
      .flatMap(elementsIn)
      .filter((each) => is(each, 'bpmn:CallActivity') && each.calledElement === key)
      .some((call) => boundariesOf(call).some((event) => catches(event, code)));
  }

  function check(node, reporter) {
    if (!is(node, 'bpmn:ThrowEvent') || !deployed.calls) return;
    const scopes = scopesOf(node);
    const key = scopes.at(-1)?.id;
    for (const code of codesAt(node)) {
      if (code === null) continue;
      const callers = deployed.calls.filter((call) => call.called === key && call.process !== key);
      const heard =
        scopes.some((scope) => scopeCatches(scope, code)) ||
        calledHere(node, key, code) ||
        callers.some((call) => call.escalations.some((each) => each === null || each === code));
      if (!heard) say(reporter, node.id, 'Nobody catches the escalation {code}', { code });
    }
  }

  return { check };
};
