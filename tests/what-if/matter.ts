/** A small flow with one of each thing that comes from outside: people, workers, errors, timers, messages, a called process, a table. */
export const MATTER = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="matter-file" targetNamespace="test">
  <bpmn:message id="begun" name="BEGUN" /><bpmn:message id="word" name="WORD" /><bpmn:message id="note" name="NOTE" />
  <bpmn:error id="refused" errorCode="REFUSED" />
  <bpmn:process id="matter" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="begun" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="receive" />
    <bpmn:userTask id="receive" camunda:candidateGroups="office" camunda:dueDate="P1D" />
    <bpmn:boundaryEvent id="dueSoon" cancelActivity="false" attachedToRef="receive"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="dueSoon" targetRef="remind" />
    <bpmn:serviceTask id="remind" camunda:type="external" camunda:topic="remind" />
    <bpmn:sequenceFlow id="f3" sourceRef="receive" targetRef="rule" />
    <bpmn:businessRuleTask id="rule" camunda:decisionRef="way" camunda:resultVariable="way" camunda:mapDecisionResult="singleEntry" />
    <bpmn:sequenceFlow id="f4" sourceRef="rule" targetRef="which" />
    <bpmn:exclusiveGateway id="which" default="f6" />
    <bpmn:sequenceFlow id="f5" sourceRef="which" targetRef="goAbove"><bpmn:conditionExpression>\${way == 'above'}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:callActivity id="goAbove" calledElement="above"><bpmn:extensionElements><camunda:in source="amount" target="amount" /><camunda:out source="verdict" target="verdict" /></bpmn:extensionElements></bpmn:callActivity>
    <bpmn:sequenceFlow id="f7" sourceRef="goAbove" targetRef="join" />
    <bpmn:sequenceFlow id="f6" sourceRef="which" targetRef="wait" />
    <bpmn:eventBasedGateway id="wait" />
    <bpmn:sequenceFlow id="f8" sourceRef="wait" targetRef="wordCame" />
    <bpmn:sequenceFlow id="f9" sourceRef="wait" targetRef="noWord" />
    <bpmn:intermediateCatchEvent id="wordCame"><bpmn:messageEventDefinition messageRef="word" /></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="noWord"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f10" sourceRef="wordCame" targetRef="join" />
    <bpmn:sequenceFlow id="f11" sourceRef="noWord" targetRef="join" />
    <bpmn:exclusiveGateway id="join" />
    <bpmn:sequenceFlow id="f12" sourceRef="join" targetRef="end" />
    <bpmn:endEvent id="end" />
    <bpmn:subProcess id="noting" triggeredByEvent="true">
      <bpmn:startEvent id="noteCame" isInterrupting="false"><bpmn:messageEventDefinition messageRef="note" /></bpmn:startEvent>
      <bpmn:sequenceFlow id="f13" sourceRef="noteCame" targetRef="keepNote" />
      <bpmn:serviceTask id="keepNote" camunda:type="external" camunda:topic="keep-note" />
    </bpmn:subProcess>
  </bpmn:process>
  <bpmn:process id="above" isExecutable="true">
    <bpmn:startEvent id="called" />
    <bpmn:sequenceFlow id="a1" sourceRef="called" targetRef="judge" />
    <bpmn:serviceTask id="judge" camunda:type="external" camunda:topic="judge" />
    <bpmn:boundaryEvent id="judgeRefused" attachedToRef="judge"><bpmn:errorEventDefinition errorRef="refused" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="a2" sourceRef="judge" targetRef="judged" />
    <bpmn:endEvent id="judged" />
    <bpmn:sequenceFlow id="a3" sourceRef="judgeRefused" targetRef="byHand" />
    <bpmn:userTask id="byHand" camunda:candidateGroups="leader" />
    <bpmn:sequenceFlow id="a4" sourceRef="byHand" targetRef="judged" />
  </bpmn:process>
</bpmn:definitions>`;

/** @param from the amount from which a matter goes above */
export const way = (from: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="way-file" name="way" namespace="test">
  <decision id="way" name="way"><decisionTable id="way-table" hitPolicy="FIRST">
    <input id="amount"><inputExpression id="amount-text" typeRef="number"><text>amount</text></inputExpression></input>
    <output id="out" name="way" typeRef="string" />
    <rule id="r1"><inputEntry id="r1i"><text>&gt;= ${from}</text></inputEntry><outputEntry id="r1o"><text>"above"</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="r2i"><text></text></inputEntry><outputEntry id="r2o"><text>"here"</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>`;
