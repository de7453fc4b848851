import { readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { DmnModdle } from 'dmn-moddle';
import { describe, expect, test } from 'vitest';
import { bpmnChanges } from '../../modeler/versions/bpmn-changes.ts';
import { changedLines } from '../../modeler/versions/changed-lines.ts';
import { dmnChanges } from '../../modeler/versions/dmn-changes.ts';

const SUPERVISION = readFileSync('processes/supervision/supervision.bpmn', 'utf8');
const RULE = readFileSync('processes/proxy-handling/escalation-rule.dmn', 'utf8');

const bpmn = async (xml: string) => (await new BpmnModdle({ camunda }).fromXML(xml)).rootElement;
const dmn = async (xml: string) => (await new DmnModdle().fromXML(xml)).rootElement;
const changed = async (change: (xml: string) => string) =>
  bpmnChanges(await bpmn(SUPERVISION), await bpmn(change(SUPERVISION)));

describe('what differs between two versions of a diagram', () => {
  test('given the same file twice, then nothing', async () => {
    expect(await changed((xml) => xml)).toEqual([]);
  });

  test('given another name and role, then each property is told with both values', async () => {
    const found = await changed((xml) =>
      xml
        .replace('name="核实回复"', 'name="核实"')
        .replace('candidateGroups="petitionOffice"', 'candidateGroups="leader"'),
    );
    expect(found).toEqual([
      {
        elementId: 'verifyReply',
        name: '核实',
        type: 'UserTask',
        what: 'changed',
        properties: [
          { name: 'name', before: '核实回复', after: '核实' },
          { name: 'candidateGroups', before: 'petitionOffice', after: 'leader' },
        ],
      },
    ]);
  });

  test('given a call that is handed another text, then that is told too', async () => {
    const found = await changed((xml) => xml.replace("${'unit'}", "${'petitioner'}"));
    expect(found.map((each) => [each.elementId, each.properties])).toEqual([
      [
        'deliverSupervisionOrder',
        [{ name: 'In.recipient.sourceExpression', before: "${'unit'}", after: "${'petitioner'}" }],
      ],
    ]);
  });

  test('given a task that was dragged, then it has moved and nothing else', async () => {
    const found = await changed((xml) =>
      xml.replace(
        /(bpmnElement="verifyReply"[^>]*>\s*<dc:Bounds x=")(\d+)/,
        (_all, before, x) => `${before}${Number(x) + 40}`,
      ),
    );
    expect(found.map((each) => [each.elementId, each.what])).toEqual([['verifyReply', 'moved']]);
  });

  test('given an element more and less, then they are added and removed', async () => {
    const more = SUPERVISION.replace('<bpmn:endEvent ', '<bpmn:task id="more" name="更多" /><bpmn:endEvent ');
    const added = bpmnChanges(await bpmn(SUPERVISION), await bpmn(more));
    expect(added.map((each) => [each.elementId, each.what])).toContainEqual(['more', 'added']);
    const removed = bpmnChanges(await bpmn(more), await bpmn(SUPERVISION));
    expect(removed.map((each) => [each.elementId, each.what])).toContainEqual(['more', 'removed']);
  });
});

describe('what differs between two versions of a table', () => {
  const rows = async (change: (xml: string) => string) => dmnChanges(await dmn(RULE), await dmn(change(RULE)));
  const row = (number: number) => new RegExp(`\\s*<rule id="escalation-rule-rule-${number}">.*?</rule>`, 's');

  test('given another threshold, then the cell is told with both texts', async () => {
    expect(await rows((xml) => xml.replace('&gt;= 0.5', '&gt;= 0.35'))).toEqual([
      {
        decisionId: 'escalation-rule',
        rowId: 'escalation-rule-rule-4',
        what: 'changed',
        cells: [{ column: '已用期限比例', before: '>= 0.5', after: '>= 0.35' }],
      },
    ]);
  });

  test('given a row less, and the same row back, then it is removed and added with all its cells', async () => {
    const less = RULE.replace(row(2), '');
    const removed = dmnChanges(await dmn(RULE), await dmn(less));
    expect(removed.map((each) => [each.rowId, each.what])).toEqual([['escalation-rule-rule-2', 'removed']]);
    expect(removed[0]?.cells.every((cell) => cell.after === null)).toBe(true);
    expect(dmnChanges(await dmn(less), await dmn(RULE)).map((each) => each.what)).toEqual(['added']);
  });

  test('given two rows in another order, then they have moved: in a first-match table that changes what is decided', async () => {
    const [second = '', third = ''] = [row(2), row(3)].map((each) => each.exec(RULE)?.[0]);
    const found = await rows((xml) => xml.replace(second + third, third + second));
    expect(found.map((each) => [each.rowId, each.what])).toEqual([
      ['escalation-rule-rule-3', 'moved'],
      ['escalation-rule-rule-2', 'moved'],
    ]);
  });
});

describe('what differs between two versions of a form', () => {
  test('given a line changed and one more, then just those are told, in order', () => {
    expect(changedLines('a\nb\nc', 'a\nB\nc\nd')).toEqual([
      { line: 'b', added: false },
      { line: 'B', added: true },
      { line: 'd', added: true },
    ]);
  });
});
