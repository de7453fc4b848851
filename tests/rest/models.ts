/** Small models for the tests of the contract. */

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">\n';

/** A BPMN file with these root elements. */
export function definitions(body: string): string {
  return `${HEAD}${body}\n</bpmn:definitions>\n`;
}

/** A BPMN file with one process. `attributes` may hold `camunda:versionTag` and the like. */
export function process(id: string, body: string, attributes = ''): string {
  return definitions(`<bpmn:process id="${id}" name="${id}" isExecutable="true" ${attributes}>${body}</bpmn:process>`);
}

/** Sequence flows `a>b`, each with an id of its own. */
export function flows(...pairs: string[]): string {
  return pairs
    .map((pair, index) => {
      const [source = '', target = ''] = pair.split('>');
      return `<bpmn:sequenceFlow id="flow${index}" sourceRef="${source}" targetRef="${target}" />`;
    })
    .join('');
}

/** The model of the contract's captured pairs: an external task with mappings, then a user task. */
export const ORDER = definitions(
  '<bpmn:process id="order" name="Order" isExecutable="true" camunda:versionTag="v1" camunda:historyTimeToLive="30">' +
    '<bpmn:startEvent id="start" />' +
    '<bpmn:serviceTask id="charge" name="Charge" camunda:type="external" camunda:topic="charge-card" camunda:taskPriority="10">' +
    '<bpmn:extensionElements><camunda:inputOutput>' +
    '<camunda:inputParameter name="localIn">${amount}</camunda:inputParameter>' +
    '<camunda:outputParameter name="outMapped">${result}</camunda:outputParameter>' +
    '</camunda:inputOutput><camunda:properties><camunda:property name="region" value="eu" /></camunda:properties>' +
    '</bpmn:extensionElements></bpmn:serviceTask>' +
    '<bpmn:userTask id="approve" name="Approve" camunda:assignee="demo" />' +
    '<bpmn:endEvent id="end" />' +
    `${flows('start>charge', 'charge>approve', 'approve>end')}</bpmn:process>`,
);

/** A single external task of this topic. */
export function work(id: string, topic: string, attributes = ''): string {
  return process(
    id,
    `<bpmn:startEvent id="start" /><bpmn:serviceTask id="do" camunda:type="external" camunda:topic="${topic}" ${attributes} />` +
      `<bpmn:endEvent id="end" />${flows('start>do', 'do>end')}`,
  );
}

/** A single user task. */
export function person(id: string, attributes = ''): string {
  return process(
    id,
    `<bpmn:startEvent id="start" /><bpmn:userTask id="decide" name="Decide" ${attributes} />` +
      `<bpmn:endEvent id="end" />${flows('start>decide', 'decide>end')}`,
  );
}

/** Waits for the message `Go` after a plain start, and starts with `Begin`. */
export const MESSAGES = definitions(
  '<bpmn:message id="go" name="Go" /><bpmn:message id="begin" name="Begin" />' +
    '<bpmn:process id="wait" isExecutable="true"><bpmn:startEvent id="start" />' +
    '<bpmn:intermediateCatchEvent id="catch"><bpmn:messageEventDefinition id="catchGo" messageRef="go" /></bpmn:intermediateCatchEvent>' +
    `<bpmn:userTask id="after" /><bpmn:endEvent id="end" />${flows('start>catch', 'catch>after', 'after>end')}</bpmn:process>` +
    '<bpmn:process id="begun" isExecutable="true"><bpmn:startEvent id="start2"><bpmn:messageEventDefinition id="startBegin" messageRef="begin" /></bpmn:startEvent>' +
    '<bpmn:userTask id="started" /><bpmn:endEvent id="end2" />' +
    '<bpmn:sequenceFlow id="g1" sourceRef="start2" targetRef="started" /><bpmn:sequenceFlow id="g2" sourceRef="started" targetRef="end2" /></bpmn:process>',
);

/** A timer of an hour, then a person. */
export const TIMER = process(
  'timer',
  '<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition id="hour">' +
    '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>' +
    `<bpmn:userTask id="after" /><bpmn:endEvent id="end" />${flows('start>pause', 'pause>after', 'after>end')}`,
);

/** A decision table: amounts of 100 and more are high. */
export const LEVEL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="levels" name="Levels" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="level" name="Level">
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="in" label="Amount"><inputExpression id="expression" typeRef="integer"><text>amount</text></inputExpression></input>
      <output id="out" label="Level" name="level" typeRef="string" />
      <rule id="high"><inputEntry id="high-in"><text>&gt;= 100</text></inputEntry><outputEntry id="high-out"><text>"high"</text></outputEntry></rule>
      <rule id="low"><inputEntry id="low-in"><text></text></inputEntry><outputEntry id="low-out"><text>"low"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;
