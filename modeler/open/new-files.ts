import { modelerText as say } from '../messages.ts';
import type { ModelFile } from './model-file.ts';

// Ids must be unique among all that is deployed; the time of day in base 36 is short and will do.
const freshId = (): string => Date.now().toString(36);

/** A process with nothing but its start and its end. */
export function newProcess(): ModelFile {
  const id = `process-${freshId()}`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions-${id}" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${id}" name="${say('newProcessName')}" isExecutable="true" camunda:historyTimeToLive="P3650D">
    <bpmn:startEvent id="started" name="${say('start')}">
      <bpmn:outgoing>flow</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:endEvent id="ended" name="${say('end')}">
      <bpmn:incoming>flow</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="flow" sourceRef="started" targetRef="ended" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="started_di" bpmnElement="started">
        <dc:Bounds x="180" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="ended_di" bpmnElement="ended">
        <dc:Bounds x="640" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="flow_di" bpmnElement="flow">
        <di:waypoint x="216" y="178" />
        <di:waypoint x="640" y="178" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
  return { kind: 'bpmn', fileName: `${id}.bpmn`, xml, opened: undefined, versions: [] };
}

/** A decision table with one input, one output and no rule. */
export function newDecision(): ModelFile {
  const id = `decision-${freshId()}`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="definitions-${id}" name="${say('newDecisionName')}" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="${id}" name="${say('newDecisionName')}" camunda:historyTimeToLive="P3650D">
    <decisionTable id="table-${id}" hitPolicy="FIRST">
      <input id="input-1" label="${say('newInput')}">
        <inputExpression id="expression-1" typeRef="string"><text>input</text></inputExpression>
      </input>
      <output id="output-1" label="${say('newOutput')}" name="output" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="diagram">
      <dmndi:DMNShape id="shape" dmnElementRef="${id}">
        <dc:Bounds x="160" y="100" width="180" height="80" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
  return { kind: 'dmn', fileName: `${id}.dmn`, xml, opened: undefined, versions: [] };
}
