// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../server/engine/expressions/compile-expression.ts';
import type { ExecutionScope, TaskScope } from '../../../server/engine/expressions/expression-scope.ts';
import type { TypedValue } from '../../../server/engine/expressions/typed-value.ts';
import { NOW, scopeOf, VARIABLES } from './scope.ts';

function typed(source: string, scope = scopeOf()): TypedValue {
  return compileExpression(source).evaluateTyped(scope);
}

describe('given methods of texts, numbers and truth values', () => {
  test.each<[string, string, unknown]>([
    ['${s.length()}', 'Integer', 3],
    ['${s.isEmpty()}', 'Boolean', false],
    ['${s.equals("abc")}', 'Boolean', true],
    ['${s.equals(5)}', 'Boolean', false],
    ['${s.equalsIgnoreCase("ABC")}', 'Boolean', true],
    ['${s.contains("b")}', 'Boolean', true],
    ['${s.startsWith("ab")}', 'Boolean', true],
    ['${s.endsWith("bc")}', 'Boolean', true],
    ['${s.toUpperCase().toLowerCase().trim()}', 'String', 'abc'],
    ['${s.indexOf("c")}', 'Integer', 2],
    ['${s.lastIndexOf("z")}', 'Integer', -1],
    ['${s.substring(1)}', 'String', 'bc'],
    ['${s.substring(1, 2)}', 'String', 'b'],
    ['${s.charAt(0)}', 'String', 'a'],
    ['${s.replace("b", "$&")}', 'String', 'a$&c'],
    ['${s.concat("d").concat(i)}', 'String', 'abcd5'],
    ['${s.compareTo("abd")}', 'Integer', -1],
    ['${s.split("b")[1]}', 'String', 'c'],
    ['${"a,b,,".split(",").size()}', 'Integer', 2],
    ['${"a.b".split("\\\\.")[1]}', 'String', 'b'],
    ['${s.repeat(2)}', 'String', 'abcabc'],
    ['${i.intValue()}', 'Integer', 5],
    ['${i.shortValue()}', 'Short', 5],
    ['${d.isNaN()}', 'Boolean', false],
    ['${yes.compareTo(false)}', 'Integer', 1],
    ['${d.intValue()}', 'Integer', 2],
    ['${i.longValue()}', 'Long', 5],
    ['${i.doubleValue()}', 'Double', 5],
    ['${three.toString()}', 'String', '3.0'],
    ['${i.compareTo(l)}', 'Integer', -1],
    ['${yes.booleanValue()}', 'Boolean', true],
    ['${yes.toString()}', 'String', 'true'],
  ])('when %s is called, then it is a %s %j', (source, type, value) => {
    expect(typed(source)).toEqual({ type, value });
  });
});

describe('given what could go on for ever', () => {
  test.each([
    ['${s.split("a+")}', "'a+' is a regular expression"],
    ['${s.repeat(1000000)}', 'too long'],
    ['${dateTime().toString("ww")}', "'ww' are not known"],
  ])('when %s is evaluated, then it is refused: %s', (source, reason) => {
    expect(() => typed(source)).toThrow(reason);
  });
});

describe('given dates', () => {
  test.each<[string, string, unknown]>([
    ['${now()}', 'Date', '2026-11-24T08:00:00.000+0000'],
    ['${dateTime()}', 'Date', '2026-11-24T08:00:00.000+0000'],
    ['${dateTime().plusDays(1).toDate()}', 'Date', '2026-11-25T08:00:00.000+0000'],
    [
      '${dateTime().plusMonths(3).plusWeeks(1).minusHours(2).minusMinutes(30).plusSeconds(5).toDate()}',
      'Date',
      '2027-03-03T05:30:05.000+0000',
    ],
    ['${dateTime().plusYears(1).withTimeAtStartOfDay().toDate()}', 'Date', '2027-11-24T00:00:00.000+0000'],
    ['${dateTime().withHourOfDay(17).withMinuteOfHour(30).toDate()}', 'Date', '2026-11-24T17:30:00.000+0000'],
    ['${dateTime().dayOfWeek}', 'Integer', 2],
    ['${dateTime().getYear()}', 'Integer', 2026],
    ['${dateTime().getMillis()}', 'Long', NOW],
    ['${dateTime().plusDays(1).isAfter(dateTime())}', 'Boolean', true],
    ['${dateTime().minusSeconds(1).isBeforeNow()}', 'Boolean', true],
    ['${dateTime().toString("yyyy-MM-dd HH:mm")}', 'String', '2026-11-24 08:00'],
    ['x${dateTime()}', 'String', 'x2026-11-24T08:00:00.000Z'],
    ['${at.time}', 'Long', NOW],
    ['${at.getTime()}', 'Long', NOW],
    ['${at.before(later)}', 'Boolean', true],
    ['${at.after(later)}', 'Boolean', false],
    ['${at.equals(at)}', 'Boolean', true],
    ['${at.compareTo(later)}', 'Integer', -1],
  ])('when %s is evaluated, then it is a %s %j', (source, type, value) => {
    expect(typed(source)).toEqual({ type, value });
  });

  test('when a zone is given, then days and fields are those of the zone', () => {
    const scope = scopeOf({ zone: 'Asia/Shanghai' });
    expect(typed('${dateTime().hourOfDay}', scope).value).toBe(16);
    expect(typed('${dateTime().withTimeAtStartOfDay().toDate()}', scope).value).toBe('2026-11-23T16:00:00.000+0000');
  });

  test('when a field is set out of its range, then it is an error, not another day', () => {
    expect(() => typed('${dateTime().withDayOfMonth(31)}')).toThrow(
      'Value 31 for day must be in the range of the field',
    );
  });
});

describe('given lists, maps and JSON', () => {
  test.each<[string, string, unknown]>([
    ['${list.size()}', 'Integer', 3],
    ['${list[0]}', 'Integer', 1],
    ['${list[1]}', 'String', 'a'],
    ['${list.get(2)}', 'Double', 2.5],
    ['${list[9]}', 'Null', null],
    ['${list.contains("a")}', 'Boolean', true],
    ['${list.indexOf(2.5)}', 'Integer', 2],
    ['${list.isEmpty()}', 'Boolean', false],
    ['${map.a}', 'Integer', 1],
    ['${map["b"]}', 'String', 'x'],
    ['${map.get("b")}', 'String', 'x'],
    ['${map.zz}', 'Null', null],
    ['${map.containsKey("a")}', 'Boolean', true],
    ['${map.containsValue("x")}', 'Boolean', true],
    ['${map.size()}', 'Integer', 2],
    ['${map.keySet().size()}', 'Integer', 2],
    ['${doc.in.deep[1].x}', 'Integer', 2],
    ['${doc.prop("name").stringValue()}', 'String', '路灯'],
    ['${S(doc).prop("n").numberValue()}', 'Integer', 3],
    ['${JSON(doc).prop("half").numberValue()}', 'Double', 0.5],
    ['${doc.prop("ok").boolValue()}', 'Boolean', true],
    ['${doc.prop("none").isNull()}', 'Boolean', true],
    ['${doc.prop("none").value()}', 'Null', null],
    ['${doc.prop("n").value() + 1}', 'Long', 4],
    ['${doc.hasProp("zz")}', 'Boolean', false],
    ['${doc.prop("tags").elements().size()}', 'Integer', 2],
    ['${doc.prop("tags").elements().get(1).stringValue()}', 'String', 'b'],
    ['${doc.prop("tags").isArray()}', 'Boolean', true],
    ['${doc.isObject()}', 'Boolean', true],
    ['${doc.prop("in").prop("deep").elements().get(0)}', 'Json', '{"x":1}'],
    ['${doc.jsonPath("$.in.deep[0].x").numberValue()}', 'Integer', 1],
    ['${doc.jsonPath("$[\'name\']").stringValue()}', 'String', '路灯'],
    ['${doc.jsonPath("$.in.deep[*].x").elementList().size()}', 'Integer', 2],
    ['${doc.jsonPath("$.in").element()}', 'Json', '{"deep":[{"x":1},{"x":2}]}'],
    ['${doc.jsonPath("$.tags[-1]").stringValue()}', 'String', 'b'],
    ['${S("[1,2]").elements()}', 'Json', '[1,2]'],
    ['${S("{}").toString()}', 'String', '{}'],
    ['x${map}', 'String', 'x{"a":1,"b":"x"}'],
  ])('when %s is evaluated, then it is a %s %j', (source, type, value) => {
    expect(typed(source)).toEqual({ type, value });
  });

  test.each([
    ['${doc.prop("zz")}', "Unable to find 'zz'"],
    ['${doc.prop("name").numberValue()}', "Unable to parse 'number' from a String"],
    ['${doc.elements()}', "Unable to parse 'ARRAY' from a Object"],
    ['${doc.jsonPath("$.zz").stringValue()}', "Unable to find '$.zz'"],
    ['${doc.jsonPath("$.tags[0:1]").elementList()}', "JSON path '$.tags[0:1]' is not supported from position 6"],
    ['${S("{bad")}', 'Unable to parse input into json node'],
    ['${list.get(9)}', 'Index 9 out of bounds for length 3'],
  ])('when %s asks for what is not there, then it is an error', (source, message) => {
    expect(() => typed(source)).toThrow(message);
  });

  test('when the text of a Json variable changes, then the new text is read', () => {
    const x: TypedValue = { type: 'Json', value: '{"a":1}' };
    const scope = scopeOf({ variables: { x } });
    const expression = compileExpression('${x.a}');
    expect(expression.evaluate(scope)).toBe(1);
    x.value = '{"a":2}';
    expect(expression.evaluate(scope)).toBe(2);
  });

  test('when an Object is serialised as JSON, then its inside is read; any other Object stays closed', () => {
    const info = { objectTypeName: 'java.util.HashMap', serializationDataFormat: 'application/json' };
    const variables = { o: { type: 'Object', value: '{"a":1}', info }, j: { type: 'Object', value: 'rO0AB' } };
    expect(typed('${o.a}', scopeOf({ variables }))).toEqual({ type: 'Integer', value: 1 });
    expect(typed('${o}', scopeOf({ variables }))).toEqual({ type: 'Object', value: '{"a":1}', info });
    expect(() => typed('${j.a}', scopeOf({ variables }))).toThrow("does not have the property 'a'");
  });
});

const written: unknown[] = [];
const execution: ExecutionScope = {
  id: 'e1',
  processInstanceId: 'p1',
  processDefinitionId: 'd:1:1',
  processBusinessKey: 'XF-1',
  currentActivityId: 'act',
  currentActivityName: 'Act',
  activityInstanceId: 'act:1',
  parentId: 'p1',
  eventName: 'start',
  getLocal: (name) => (name === 'loc' ? { type: 'String', value: 'here' } : undefined),
  all: () => ({ i: { type: 'Integer', value: 5 }, s: { type: 'String', value: 'abc' } }),
  allLocal: () => ({ loc: { type: 'String', value: 'here' } }),
  set: (name, value) => written.push(['set', name, value]),
  setLocal: (name, value) => written.push(['setLocal', name, value]),
  remove: (name) => written.push(['remove', name]),
  removeLocal: (name) => written.push(['removeLocal', name]),
};
const task: TaskScope = {
  id: 't1',
  name: 'Approve',
  assignee: 'kermit',
  priority: 50,
  dueDate: NOW,
  taskDefinitionKey: 'approve',
  executionId: 'e1',
  processInstanceId: 'p1',
  processDefinitionId: 'd:1:1',
  eventName: 'create',
  getLocal: () => undefined,
  setField: (field, value) => written.push([field, value]),
  addLink: ({ userId, groupId, type }) => written.push(['add', userId ?? groupId, type]),
  removeLink: ({ userId, groupId, type }) => written.push(['remove', userId ?? groupId, type]),
};

describe('given the execution and the task', () => {
  const scope = scopeOf({ execution, task, user: 'demo', groups: ['agents'], variables: VARIABLES });
  test.each<[string, unknown]>([
    ['${execution.id}', 'e1'],
    ['${execution.getId()}', 'e1'],
    ['${execution.processBusinessKey}', 'XF-1'],
    ['${execution.businessKey}', 'XF-1'],
    ['${execution.getProcessBusinessKey()}', 'XF-1'],
    ['${execution.processInstanceId}', 'p1'],
    ['${execution.getProcessInstanceId()}', 'p1'],
    ['${execution.currentActivityId}', 'act'],
    ['${execution.getCurrentActivityName()}', 'Act'],
    ['${execution.activityInstanceId}', 'act:1'],
    ['${execution.parentId}', 'p1'],
    ['${execution.eventName}', 'start'],
    ['${execution.tenantId}', null],
    ['${execution.getVariable("i")}', 5],
    ['${execution.getVariable("zz")}', null],
    ['${execution.hasVariable("i")}', true],
    ['${execution.hasVariable("zz")}', false],
    ['${execution.getVariableLocal("loc")}', 'here'],
    ['${execution.hasVariableLocal("i")}', false],
    ['${execution.getVariableNames().size()}', 2],
    ['${execution.variables.i}', 5],
    ['${execution.getVariables().get("s")}', 'abc'],
    ['${execution.getVariables().containsKey("zz")}', false],
    ['${execution.getVariablesLocal().size()}', 1],
    ['${execution.hasVariablesLocal()}', true],
    ['${task.name}', 'Approve'],
    ['${task.getAssignee()}', 'kermit'],
    ['${task.priority}', 50],
    ['${task.dueDate == at}', true],
    ['${task.getVariable("s")}', 'abc'],
    ['${task.getExecution().id}', 'e1'],
    ['${currentUser()}', 'demo'],
    ['${authenticatedUserId}', 'demo'],
    ['${currentUserGroups().contains("agents")}', true],
  ])('when %s is read, then it is %j', (source, value) => {
    expect(compileExpression(source).evaluate(scope)).toEqual(value);
  });

  test('when an expression sets something, then the scope is told and nothing else happens', () => {
    written.length = 0;
    for (const source of [
      '${execution.setVariable("q", 1 + 1)}',
      '${execution.setVariableLocal("q", at)}',
      '${execution.removeVariable("q")}',
      '${task.setAssignee("piggy")}',
      '${task.addCandidateGroup("agents")}',
      '${task.deleteCandidateUser("kermit")}',
      '${task.addUserIdentityLink("kermit", "reviewer")}',
      '${execution.setVariables(execution.getVariables())}',
      '${execution.removeVariables(execution.getVariableNames())}',
      '${execution.removeVariables()}',
    ]) {
      expect(compileExpression(source).evaluate(scope)).toBeNull();
    }
    expect(written).toEqual([
      ['set', 'q', { type: 'Long', value: 2 }],
      ['setLocal', 'q', { type: 'Date', value: '2026-11-24T08:00:00.000+0000' }],
      ['remove', 'q'],
      ['assignee', { type: 'String', value: 'piggy' }],
      ['add', 'agents', 'candidate'],
      ['remove', 'kermit', 'candidate'],
      ['add', 'kermit', 'reviewer'],
      ['set', 'i', { type: 'Integer', value: 5 }],
      ['set', 's', { type: 'String', value: 'abc' }],
      ['remove', 'i'],
      ['remove', 's'],
      ['removeLocal', 'loc'],
    ]);
  });

  test('when the scope takes no writes, then setting is an error', () => {
    const { set: _set, ...readOnlyExecution } = execution;
    const readOnly = scopeOf({ execution: readOnlyExecution });
    expect(() => typed('${execution.setVariable("q", 1)}', readOnly)).toThrow(
      'variables cannot be changed by an expression here',
    );
  });

  test('when the execution itself is the result, then it is refused as a value', () => {
    expect(() => typed('${execution}', scope)).toThrow('execution itself is no value');
  });

  test('when nobody is signed in, then user and groups are null', () => {
    expect(typed('${currentUser()}')).toEqual({ type: 'Null', value: null });
    expect(typed('${currentUserGroups()}')).toEqual({ type: 'Null', value: null });
  });
});
