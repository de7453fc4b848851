// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../server/engine/expressions/compile-expression.ts';
import { scopeOf } from './scope.ts';

/** Each row was put to the reference engine: source, type of the result, its value. */
const rows: [string, string, unknown][] = [
  // variables keep their type, literals have EL's
  ['${i}', 'Integer', 5],
  ['#{i}', 'Integer', 5],
  ['${l}', 'Long', 7],
  ['${sh}', 'Short', 3],
  ['${d}', 'Double', 2.5],
  ['${noNumber}', 'Null', null],
  ['${1}', 'Long', 1],
  ['${ 1 }', 'Long', 1],
  ['${1.0}', 'Double', 1],
  ['${1e3}', 'Double', 1000],
  ['${.5}', 'Double', 0.5],
  ['${"a\\"b"}', 'String', 'a"b'],
  ["${'a\\\\b'}", 'String', 'a\\b'],
  ['${true}', 'Boolean', true],
  ['${null}', 'Null', null],
  // arithmetic: whole numbers are Long, a division is Double
  ['${1+1}', 'Long', 2],
  ['${i+1}', 'Long', 6],
  ['${i-l}', 'Long', -2],
  ['${i*2}', 'Long', 10],
  ['${d+i}', 'Double', 7.5],
  ['${i/2}', 'Double', 2.5],
  ['${i div 2}', 'Double', 2.5],
  ['${1/0}', 'Double', 'Infinity'],
  ['${i%2}', 'Long', 1],
  ['${7.5 mod 2}', 'Double', 1.5],
  ['${5.0%0}', 'Double', 'NaN'],
  ['${-i}', 'Integer', -5],
  ['${-sh}', 'Short', -3],
  ['${-"5"}', 'Long', -5],
  ['${-"5.5"}', 'Double', -5.5],
  ['${-nothing}', 'Long', 0],
  ['${null+1}', 'Long', 1],
  ['${null+null}', 'Long', 0],
  ['${null/null}', 'Long', 0],
  ['${"5"+1}', 'Long', 6],
  ['${"5.0"+1}', 'Double', 6],
  ['${noNumber+1}', 'Long', 1],
  ['${big+2}', 'Long', '9007199254740995'],
  ['${9007199254740991+1}', 'Long', '9007199254740992'],
  ['${9223372036854775807+1}', 'Long', '-9223372036854775808'],
  ['${3000000000*3000000000}', 'Long', 9000000000000000000n.toString()],
  ['${1+2*3}', 'Long', 7],
  ['${(1+2)*3}', 'Long', 9],
  ['${10-3-2}', 'Long', 5],
  // comparison: numbers first, then truth values, then text
  ['${five==5}', 'Boolean', true],
  ['${5==five}', 'Boolean', true],
  ['${five==5.0}', 'Boolean', true],
  ['${i eq 5}', 'Boolean', true],
  ['${i ne 5}', 'Boolean', false],
  ['${i != 6}', 'Boolean', true],
  ['${i gt 4 and i ge 5 and i lt 6 and i le 5}', 'Boolean', true],
  ['${big > 9007199254740992}', 'Boolean', true],
  ['${null==null}', 'Boolean', true],
  ['${nothing==null}', 'Boolean', true],
  ['${null==0}', 'Boolean', false],
  ['${null==""}', 'Boolean', false],
  ['${null<1}', 'Boolean', false],
  ['${null<=null}', 'Boolean', true],
  ['${s=="abc"}', 'Boolean', true],
  ["${s=='abc'}", 'Boolean', true],
  ['${s<"b"}', 'Boolean', true],
  ['${yes=="true"}', 'Boolean', true],
  ['${yes=="TRUE"}', 'Boolean', true],
  ['${at==at}', 'Boolean', true],
  ['${at<later}', 'Boolean', true],
  ['${at=="x"}', 'Boolean', false],
  // logic
  ['${!yes}', 'Boolean', false],
  ['${not yes}', 'Boolean', false],
  ['${!nothing}', 'Boolean', true],
  ['${!"true"}', 'Boolean', false],
  ['${!"x"}', 'Boolean', true],
  ['${yes && no || yes}', 'Boolean', true],
  ['${no && missing}', 'Boolean', false],
  ['${yes || missing}', 'Boolean', true],
  ['${i==5 and yes or not yes}', 'Boolean', true],
  ['${yes?i:l}', 'Integer', 5],
  ['${i>4?"y":"n"}', 'String', 'y'],
  ['${no ? 1 : yes ? 2 : 3}', 'Long', 2],
  ['${empty nothing}', 'Boolean', true],
  ['${empty ""}', 'Boolean', true],
  ['${empty i}', 'Boolean', false],
  ['${empty empties}', 'Boolean', true],
  ['${not empty list}', 'Boolean', true],
  // text around and between expressions
  ['abc', 'String', 'abc'],
  ['true', 'String', 'true'],
  ['', 'String', ''],
  ['x${nothing}y', 'String', 'xy'],
  ['x${null}y', 'String', 'xy'],
  ['${three}-${i}-${l}', 'String', '3.0-5-7'],
  ['x${100000000.0}', 'String', 'x1.0E8'],
  ['x${0.00001}', 'String', 'x1.0E-5'],
  ['x${123456.789}', 'String', 'x123456.789'],
  ['a${at}', 'String', 'aTue Nov 24 08:00:00 UTC 2026'],
  ['\\${i}', 'String', '${i}'],
  ['\\\\${i}', 'String', '\\5'],
  ['a\\b', 'String', 'a\\b'],
  ['$ {i} # $', 'String', '$ {i} # $'],
  // other values pass through as they are
  ['${at}', 'Date', '2026-11-24T08:00:00.000+0000'],
  ['${file}', 'File', 'aGk='],
];

describe('given the operators of the expression language', () => {
  test.each(rows)('when %s is evaluated, then it is a %s %j', (source, type, value) => {
    expect(compileExpression(source).evaluateTyped(scopeOf())).toMatchObject({ type, value });
  });

  test('when a name is written in Chinese, then the variable of that name is read', () => {
    const scope = scopeOf({ variables: { 信访编号: { type: 'String', value: 'XF-1' } } });
    const expression = compileExpression('${信访编号}');
    expect(expression.names).toEqual(['信访编号']);
    expect(expression.evaluate(scope)).toBe('XF-1');
  });

  test('when a File is read back, then it keeps what is known of it', () => {
    expect(compileExpression('${file}').evaluateTyped(scopeOf()).info).toEqual({ filename: 'a.txt' });
  });

  test('when plain values are asked for, then each is its JavaScript value', () => {
    const plain = (source: string): unknown => compileExpression(source).evaluate(scopeOf());
    expect(plain('${i+1}')).toBe(6);
    expect(plain('${big}')).toBe(9007199254740993n);
    expect(plain('${1/0}')).toBe(Number.POSITIVE_INFINITY);
    expect(plain('${at}')).toEqual(new Date('2026-11-24T08:00:00Z'));
    expect(plain('${list}')).toEqual([1, 'a', 2.5]);
    expect(plain('${nothing}')).toBeNull();
  });
});

describe('given what an expression tells about itself', () => {
  test.each([
    ['abc', true, []],
    ['\\${abc}', false, []],
    ['${1}', false, []],
    ['${a + b.c[d] ? e : fun}', false, ['a', 'b', 'd', 'e', 'fun']],
    ['${execution.id}-${task.name}-${a}-${a}', false, ['a']],
  ])('when %s is compiled, then isLiteral is %s and it reads %j', (source, isLiteral, names) => {
    const expression = compileExpression(source);
    expect(expression.isLiteral).toBe(isLiteral);
    expect(expression.names).toEqual(names);
    expect(expression.source).toBe(source);
  });
});
