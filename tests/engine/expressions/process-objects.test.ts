// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../server/engine/expressions/compile-expression.ts';
import type { DecisionRows, ExternalTaskScope } from '../../../server/engine/expressions/expression-scope.ts';
import { NOW, scopeOf } from './scope.ts';

const externalTask: ExternalTaskScope = {
  id: 'x1',
  topicName: 'letter',
  workerId: 'w1',
  errorMessage: 'no such unit',
  errorDetails: 'at line 1',
  retries: 0,
  priority: 10,
  lockExpirationTime: NOW,
  activityId: 'send',
  activityInstanceId: 'send:1',
  executionId: 'e1',
  processInstanceId: 'p1',
  processDefinitionId: 'd:1:1',
  processDefinitionKey: 'd',
  businessKey: 'XF-1',
};

describe('given the external task of an error event definition', () => {
  test.each([
    ["${externalTask.getErrorMessage() == 'no such unit'}", true],
    ['${externalTask.errorMessage == null}', false],
    ["${externalTask.errorDetails.contains('line')}", true],
    ['${externalTask.retries == 0 and externalTask.workerId == "w1"}', true],
    ['${externalTask.lockExpirationTime == at}', true],
  ])('when %s is evaluated, then it is %s', (source, value) => {
    expect(compileExpression(source).evaluate({ ...scopeOf(), externalTask })).toBe(value);
  });

  test('when there is no external task, then a variable may bear the name', () => {
    const scope = scopeOf({ variables: { externalTask: { type: 'String', value: 'mine' } } });
    expect(compileExpression('${externalTask}').evaluate(scope)).toBe('mine');
    expect(() => compileExpression('${externalTask.errorMessage}').evaluate(scopeOf())).toThrow(
      "Cannot resolve identifier 'externalTask'",
    );
  });
});

describe('given the result of a decision in an output mapping', () => {
  const row = { level: { type: 'String', value: 'town' }, days: { type: 'Integer', value: 15 } };
  const one: DecisionRows = [row];
  const two: DecisionRows = [{ level: row.level }, { level: { type: 'String', value: 'city' } }];

  test.each<[string, DecisionRows, string, unknown]>([
    ['${decisionResult.getSingleResult().days}', one, 'Integer', 15],
    ['${decisionResult.singleResult.level}', one, 'String', 'town'],
    ['${decisionResult.singleResult.getEntry("days")}', one, 'Integer', 15],
    ['${decisionResult.firstResult.level}', two, 'String', 'town'],
    ['${decisionResult[1].level}', two, 'String', 'city'],
    ['${decisionResult.get(1).singleEntry}', two, 'String', 'city'],
    ['${decisionResult.collectEntries("level")}', two, 'Json', '["town","city"]'],
    ['${decisionResult.resultList}', one, 'Json', '[{"level":"town","days":15}]'],
    ['${decisionResult}', one, 'Json', '[{"level":"town","days":15}]'],
    ['${decisionResult.size()}', two, 'Integer', 2],
    ['${decisionResult.isEmpty()}', [], 'Boolean', true],
    ['${decisionResult.singleEntry}', [], 'Null', null],
    ['${decisionResult.singleResult.level}', [], 'Null', null],
  ])('when %s is read, then it keeps its type', (source, decisionResult, type, value) => {
    expect(compileExpression(source).evaluateTyped({ ...scopeOf(), decisionResult })).toEqual({ type, value });
  });

  test('when one is asked for and there are more, then it is an error', () => {
    const evaluate = (source: string, decisionResult: DecisionRows): unknown => {
      return compileExpression(source).evaluate({ ...scopeOf(), decisionResult });
    };
    expect(() => evaluate('${decisionResult.singleResult}', two)).toThrow(
      'DMN-01011 Unable to get single decision result',
    );
    expect(() => evaluate('${decisionResult.singleEntry}', one)).toThrow(
      'DMN-01010 Unable to get single decision result entry',
    );
    expect(() => evaluate('${decisionResult.singleResult.zz}', one)).toThrow("does not have the property 'zz'");
  });
});
