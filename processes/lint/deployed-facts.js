const { boundariesOf, definitionsOf, elementsIn, is } = require('./diagram.js');

/**
 * What the rules want to know of the diagrams beside the one they read.
 * @param files the newest version of each: `bpmn:Definitions`, read with the Camunda attributes understood
 * @returns `processes`: keys; `calls`: who calls whom, and the escalation codes caught there (null catches all); `thrownErrors`: codes
 */
module.exports = function deployedFacts(files) {
  const processes = files.flatMap((file) => (file.rootElements ?? []).filter((each) => is(each, 'bpmn:Process')));
  const facts = { processes: processes.map((each) => each.id), calls: [], thrownErrors: [] };
  for (const process of processes) {
    for (const element of elementsIn(process)) {
      if (is(element, 'bpmn:CallActivity') && element.calledElement)
        facts.calls.push({
          process: process.id,
          called: element.calledElement,
          escalations: boundariesOf(element)
            .flatMap((event) => definitionsOf(event, 'bpmn:EscalationEventDefinition'))
            .map((each) => each.escalationRef?.escalationCode ?? null),
        });
      if (is(element, 'bpmn:EndEvent'))
        for (const { errorRef } of definitionsOf(element, 'bpmn:ErrorEventDefinition'))
          if (errorRef?.errorCode) facts.thrownErrors.push(errorRef.errorCode);
    }
  }
  return facts;
};
