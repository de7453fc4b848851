/** An instance that waits for a worker who never comes. */
export const WAITING = definitions(
  'scale-waiting',
  '<bpmn:serviceTask id="wait" camunda:type="external" camunda:topic="scale-waiting" />',
);

/** An instance that waits an hour. */
export const TIMER = definitions(
  'scale-timer',
  '<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="hour">' +
    '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
);

function definitions(id: string, waiting: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="${id}-definitions" targetNamespace="http://bpmn.io/schema/bpmn">
<bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="30">
<bpmn:startEvent id="begin" />${waiting}<bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="wait" /><bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
</bpmn:process></bpmn:definitions>`;
}
