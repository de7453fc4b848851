// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../server/engine/expressions/compile-expression.ts';
import { evaluateCondition } from '../../../server/engine/expressions/evaluate-condition.ts';
import { ExpressionError, ExpressionSyntaxError } from '../../../server/engine/expressions/expression-error.ts';
import { NOW, scopeOf } from './scope.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const VALUE = "<IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('";

describe('given an expression that cannot be compiled', () => {
  /** Wordings as the reference gives them. */
  test.each([
    ['${1 +}', 5, `Error parsing '\${1 +}': syntax error at position 5, encountered '}', expected ${VALUE}`],
    ['${a', 3, "Error parsing '${a': syntax error at position 3, encountered 'null', expected '}'"],
    ['${}', 2, `Error parsing '\${}': syntax error at position 2, encountered '}', expected ${VALUE}`],
    ['a#{i}b${i}', 6, "Error parsing 'a#{i}b${i}': syntax error at position 6, encountered '${', expected '#{'"],
    ['${a b}', 4, "Error parsing '${a b}': syntax error at position 4, encountered 'b', expected '}'"],
    [
      '${s.empty}',
      4,
      "Error parsing '${s.empty}': syntax error at position 4, encountered 'empty', expected <IDENTIFIER>",
    ],
    [
      '${i instanceof 5}',
      4,
      "Error parsing '${i instanceof 5}': syntax error at position 4, encountered 'instanceof', expected '}'",
    ],
    [
      '${9223372036854775808}',
      2,
      "Error parsing '${9223372036854775808}': syntax error at position 2, encountered '9223372036854775808', expected <INTEGER>",
    ],
    ["${'abc}", 2, "Error parsing '${'abc}': lexical error at position 2, encountered unterminated string, expected '"],
    [
      '${a @ b}',
      4,
      "Error parsing '${a @ b}': lexical error at position 4, encountered invalid character '@', expected expression token",
    ],
  ])('when %s is compiled, then position %i and the reason are named', (source, position, message) => {
    const error = thrownBy(() => compileExpression(source));
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    expect(error).toMatchObject({ source, position, message });
  });

  test.each([
    ['${myBean.doIt(execution)}', "The method 'doIt' is not supported", 9],
    ['${execution.getBpmnModelInstance()}', "The method 'getBpmnModelInstance' is not supported", 12],
    ['${foo()}', "Could not resolve function 'foo'", 2],
    ['${x:foo()}', "Could not resolve function 'x:foo'", 2],
    ['${now(1)}', "Function 'now' takes 0 arguments", 2],
    ['${execution.processEngineServices}', "The property 'processEngineServices' of 'execution' is not supported", 12],
    ['${task.bpmnModelElementInstance}', "The property 'bpmnModelElementInstance' of 'task' is not supported", 7],
  ])('when %s needs Java, then it is refused by name', (source, reason, position) => {
    const error = thrownBy(() => compileExpression(source));
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    expect(error).toMatchObject({ position });
    expect((error as ExpressionSyntaxError).reason).toContain(reason);
  });

  test('when it is nested or chained without end, then it is refused rather than breaking the stack', () => {
    expect(() => compileExpression(`\${${'('.repeat(5000)}1${')'.repeat(5000)}}`)).toThrow('nested deeper than 200');
    expect(() => compileExpression(`\${${'!'.repeat(5000)}true}`)).toThrow('nested deeper than 200');
    expect(() => compileExpression(`\${1${'+1'.repeat(50_000)}}`)).toThrow('more than 1000 operations');
    expect(() => compileExpression(`\${a${'.b'.repeat(50_000)}}`)).toThrow('more than 1000 operations');
  });
});

describe('given an expression that fails while it is evaluated', () => {
  /** Wordings as the reference gives them. */
  test.each([
    ['${ok}', "Unknown property used in expression: ${ok}. Cause: Cannot resolve identifier 'ok'"],
    ['${empty ok}', "Unknown property used in expression: ${empty ok}. Cause: Cannot resolve identifier 'ok'"],
    ['a-${ok}', "Unknown property used in expression: a-${ok}. Cause: Cannot resolve identifier 'ok'"],
    ['${task}', "Unknown property used in expression: ${task}. Cause: Cannot resolve identifier 'task'"],
    [
      '${s.foo}',
      "Unknown property used in expression: ${s.foo}. Cause: The class 'java.lang.String' does not have the property 'foo'.",
    ],
    [
      '${s[0]}',
      "Unknown property used in expression: ${s[0]}. Cause: The class 'java.lang.String' does not have the property '0'.",
    ],
    [
      '${nothing.size()}',
      "Unknown property used in expression: ${nothing.size()}. Cause: Target unreachable, base expression 'nothing' resolved to null",
    ],
    [
      '${s.size()}',
      'Unknown method used in expression: ${s.size()}. Cause: Method not found: class java.lang.String.size()',
    ],
    [
      '${s.length(1)}',
      'Unknown method used in expression: ${s.length(1)}. Cause: Method not found: class java.lang.String.length(java.lang.Long)',
    ],
    ['${-s}', "Error while evaluating expression: ${-s}. Cause: Cannot coerce 'abc' to class java.lang.Long"],
    ['${s<1}', "Error while evaluating expression: ${s<1}. Cause: Cannot coerce 'abc' to class java.lang.Long"],
    [
      '${yes+1}',
      'Error while evaluating expression: ${yes+1}. Cause: Cannot coerce from class java.lang.Boolean to class java.lang.Long',
    ],
    [
      '${at<5}',
      'Error while evaluating expression: ${at<5}. Cause: Cannot coerce from class java.util.Date to class java.lang.Long',
    ],
    [
      '${i?1:2}',
      'Error while evaluating expression: ${i?1:2}. Cause: Cannot coerce from class java.lang.Integer to class java.lang.Boolean',
    ],
    ['${1%0}', 'Error while evaluating expression: ${1%0}. Cause: / by zero'],
    [
      "${'abc'.substring(2, 9)}",
      "Error while evaluating expression: ${'abc'.substring(2, 9)}. Cause: begin 2, end 9, length 3",
    ],
  ])('when %s is evaluated, then the message is the reference’s', (source, message) => {
    const error = thrownBy(() => compileExpression(source).evaluateTyped(scopeOf()));
    expect(error).toBeInstanceOf(ExpressionError);
    expect(error).toMatchObject({ message, type: 'ProcessEngineException', source });
  });

  test('when a property of null is read, then it is null, not an error', () => {
    expect(compileExpression('${nothing.foo}').evaluate(scopeOf())).toBeNull();
    expect(compileExpression('${nothing[0].foo}').evaluate(scopeOf())).toBeNull();
  });

  test('when the scope itself fails, then its own error comes out', () => {
    const scope = {
      now: NOW,
      get: () => {
        throw new RangeError('database gone');
      },
    };
    expect(() => compileExpression('${a}').evaluate(scope)).toThrow(new RangeError('database gone'));
  });
});

describe('given a condition', () => {
  test.each([
    ['${i > 4}', true],
    ['${i > 5}', false],
    ['${yes}', true],
  ])('when %s is evaluated, then it is %s', (source, value) => {
    expect(evaluateCondition(compileExpression(source), scopeOf())).toBe(value);
  });

  test.each([
    ['${nothing}', 'condition expression returns null: result is null'],
    ['true', 'condition expression returns non-Boolean: result has class java.lang.String and not java.lang.Boolean'],
    [
      '${"true"}',
      'condition expression returns non-Boolean: result has class java.lang.String and not java.lang.Boolean',
    ],
    ['${1}', 'condition expression returns non-Boolean: result has class java.lang.Long and not java.lang.Boolean'],
    ['${at}', 'condition expression returns non-Boolean: result has class java.util.Date and not java.lang.Boolean'],
  ])('when %s is no Boolean, then it is an error, never false', (source, message) => {
    expect(() => evaluateCondition(compileExpression(source), scopeOf())).toThrow(message);
  });
});

describe('given data that looks like an expression', () => {
  test.each(['${1+1}', "'; DROP TABLE ru_execution; --", '#{execution.id}', '${', 'constructor', '__proto__'])(
    'when a variable holds %s, then it is read as text',
    (text) => {
      const scope = scopeOf({ variables: { x: { type: 'String', value: text } } });
      expect(compileExpression('${x}').evaluate(scope)).toBe(text);
      expect(compileExpression('<${x}>').evaluate(scope)).toBe(`<${text}>`);
    },
  );

  test.each(['${constructor}', '${__proto__}', '${toString}', '${hasOwnProperty}'])(
    'when %s is read, then there is no such variable',
    (source) => {
      expect(() => compileExpression(source).evaluate(scopeOf())).toThrow('Cannot resolve identifier');
    },
  );

  test.each(['${map.constructor}', '${map.__proto__}', '${doc["__proto__"]}', "${doc['constructor']}"])(
    'when %s is read, then it is null',
    (source) => {
      expect(compileExpression(source).evaluate(scopeOf())).toBeNull();
    },
  );
});
