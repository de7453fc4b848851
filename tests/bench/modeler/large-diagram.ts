/**
 * A diagram with `count` flow nodes and the flows between them, drawn in rows: tasks of people and programs and gateways, as in those of the house.
 * @returns BPMN 2.0 XML with its drawing
 */
export function largeDiagram(count: number): string {
  const perRow = 20;
  const nodes = Array.from({ length: count }, (_, index) => {
    const id = `step${index}`;
    const name = `第 ${index + 1} 步`;
    const [x, y] = [(index % perRow) * 160 + 100, Math.floor(index / perRow) * 140 + 100];
    if (index === 0) return { id, x, y, size: 36, xml: `<startEvent id="${id}" name="开始" />` };
    if (index === count - 1) return { id, x, y, size: 36, xml: `<endEvent id="${id}" name="结束" />` };
    if (index % 5 === 0) return { id, x, y, size: 50, xml: `<exclusiveGateway id="${id}" name="${name}？" />` };
    const attributes =
      index % 2 === 0
        ? 'camunda:candidateGroups="petitionOffice" camunda:dueDate="P3D"'
        : 'camunda:type="external" camunda:topic="load-periods"';
    const tag = index % 2 === 0 ? 'userTask' : 'serviceTask';
    return { id, x, y, size: 100, xml: `<${tag} id="${id}" name="${name}" ${attributes} />` };
  });
  const heightOf = (size: number) => (size === 100 ? 80 : size);
  const flows = nodes.slice(1).map((to, index) => ({ from: nodes[index]!, to, id: `flow${index}` }));
  const shapes = nodes.map(
    ({ id, x, y, size }) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${size}" height="${heightOf(size)}" /></bpmndi:BPMNShape>`,
  );
  const edges = flows.map(({ id, from, to }) => {
    const points = [
      [from.x + from.size, from.y + heightOf(from.size) / 2],
      [to.x, to.y + heightOf(to.size) / 2],
    ].map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`);
    return `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.join('')}</bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="large" targetNamespace="large">
  <process id="large-diagram" name="${count} 个元素" isExecutable="true" camunda:historyTimeToLive="P3650D">
    ${nodes.map(({ xml }) => xml).join('\n    ')}
    ${flows.map(({ id, from, to }) => `<sequenceFlow id="${id}" sourceRef="${from.id}" targetRef="${to.id}" />`).join('\n    ')}
  </process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="large-diagram">
    ${[...shapes, ...edges].join('\n    ')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;
}
