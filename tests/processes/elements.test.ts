import { basename } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { eventDefinitions, extensions, processFiles, readDiagram } from './process-files.ts';

const diagrams = await Promise.all(processFiles('.bpmn').map(readDiagram));
const processIds = diagrams.map(({ process }) => process.id);
const decisionIds = processFiles('.dmn').map((path) => basename(path, '.dmn'));

const ROLES = [
  'communityAgent',
  'petitionOffice',
  'responsibleUnit',
  'mediator',
  'suggestionOfficer',
  'townAgent',
  'leader',
  'expert',
];
const formIds = processFiles('.form').map((path) => basename(path, '.form'));
const PASSED_ON = ['petitionId', 'petitionKind', 'subjectCode', 'areaCode', 'agentLevel', 'deadlineAt'];

const kebab = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const capital = (id: string): string => id.slice(0, 1).toUpperCase() + id.slice(1);
const ids = (elements: ModdleElement[]): string[] => elements.map(({ id }) => id!);
const isCatchAll = (event: ModdleElement): boolean =>
  eventDefinitions(event, 'bpmn:ErrorEventDefinition').some((definition) => !definition['errorRef']);

describe.each(diagrams)('the elements of $stem', ({ path, stem, process, nodes, flows }) => {
  const ofType = (type: string): ModdleElement[] => nodes.filter((node) => node.$type === type);
  const boundariesOf = (host: ModdleElement): ModdleElement[] => nodes.filter((node) => node['attachedToRef'] === host);

  it('lie in the folder and file named after the process, which says how long its history is kept', () => {
    expect(process.id).toBe(stem);
    expect(path.split(/[\\/]/).at(-2)).toBe(stem);
    expect(process['isExecutable']).toBe(true);
    expect(process.get('camunda:historyTimeToLive')).toBeTruthy();
  });

  it('have camelCase ids', () => {
    expect([...ids(nodes), ...ids(flows)].filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
  });

  it('give every service task a topic for external workers, named after the task unless another task owns the name', () => {
    const wrong = ofType('bpmn:ServiceTask').filter((task) => {
      const topic: string = task.get('camunda:topic') as string;
      return (
        task.get('camunda:type') !== 'external' ||
        !(topic === kebab(task.id!) || /^[a-z]+(-[a-z]+)+$|^conclude$/.test(topic))
      );
    });
    expect(ids(wrong)).toEqual([]);
  });

  it('give every user task a group, a form, a text, a due date and a reminder named after it', () => {
    const wrong = ofType('bpmn:UserTask').filter((task) => {
      const group = task.get('camunda:candidateGroups') as string;
      const reminder = boundariesOf(task).find(({ id }) => id === `dueSoon${capital(task.id!)}`);
      const end: ModdleElement | undefined = reminder?.['outgoing'][0].targetRef;
      return !(
        (group === '$' + '{assigneeRole}' || ROLES.includes(group)) &&
        formIds.includes(String(task.get('camunda:formRef'))) &&
        task.get('camunda:formRefBinding') === 'latest' &&
        task['documentation']?.[0]?.text &&
        task.get('camunda:dueDate') &&
        reminder?.['cancelActivity'] === false &&
        eventDefinitions(reminder, 'bpmn:TimerEventDefinition').length === 1 &&
        end?.id === `remind${capital(task.id!)}` &&
        eventDefinitions(end, 'bpmn:MessageEventDefinition')[0]?.get('camunda:topic') === 'send-reminder'
      );
    });
    expect(ids(wrong)).toEqual([]);
  });

  it('take every period from a variable', () => {
    const literal = nodes.flatMap((node) =>
      eventDefinitions(node, 'bpmn:TimerEventDefinition').filter((timer) => {
        const rule: ModdleElement = timer['timeDuration'] ?? timer['timeDate'] ?? timer['timeCycle'];
        return !/^\$\{\w+\}$/.test(rule['body']);
      }),
    );
    expect(ids(literal)).toEqual([]);
  });

  it('hand the petition and its business key to every process they call', () => {
    const wrong = ofType('bpmn:CallActivity').flatMap((call) => {
      const mappings = extensions(call, 'camunda:In');
      const targets = mappings.map((mapping) => mapping['target']);
      const lacking = PASSED_ON.filter((name) => !targets.includes(name));
      const key = mappings.some((mapping) => mapping['businessKey'] === '#{execution.processBusinessKey}');
      return [
        ...lacking.map((name) => `${call.id} lacks ${name}`),
        ...(key ? [] : [`${call.id} lacks the business key`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('call only processes and decisions that are there', () => {
    const called = ofType('bpmn:CallActivity').map((call) => call['calledElement']);
    const decided = ofType('bpmn:BusinessRuleTask').map((task) => task.get('camunda:decisionRef'));
    expect(called.filter((id) => !processIds.includes(id))).toEqual([]);
    expect(decided.filter((id) => !decisionIds.includes(id as string))).toEqual([]);
  });

  it('keep the escalation rule of the petition at the version it began with', () => {
    const rules = ofType('bpmn:BusinessRuleTask').filter(
      (task) => task.get('camunda:decisionRef') === 'escalation-rule',
    );
    for (const rule of rules) {
      expect(rule.get('camunda:decisionRefBinding')).toBe('version');
      expect(rule.get('camunda:decisionRefVersion')).toBe('$' + '{escalationRuleVersion}');
    }
  });

  it('lead errors nobody foresaw to a person, in the process and in each sub-process', () => {
    const toPerson = (event: ModdleElement): boolean => event['outgoing'][0].targetRef.$type === 'bpmn:UserTask';
    const caught = nodes.filter((node) => isCatchAll(node) && toPerson(node));
    const scopes = ofType('bpmn:SubProcess').filter((scope) => !scope['triggeredByEvent']);
    expect(caught.some((event) => event['outgoing'][0].targetRef.id === 'fixByHand')).toBe(true);
    expect(ids(scopes.filter((scope) => !boundariesOf(scope).some((event) => caught.includes(event))))).toEqual([]);
  });
});
