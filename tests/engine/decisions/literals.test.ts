// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compiled, evaluate, literal } from './dmn.ts';

const VARIABLES = {
  i: 5,
  l: { type: 'Long', value: 7 },
  d: 2.5,
  s: 'abc',
  five: '5',
  b: true,
  n: null,
  at: { type: 'Date', value: '2026-11-24T08:00:00.000+0000' },
  doc: { a: { b: 7 }, tags: ['x', 'y'] },
  people: [
    { name: 'x', age: 31 },
    { name: 'y', age: 3 },
  ],
  'a b': 4,
};

async function resultOf(text: string, more: { type?: string; language?: string } = {}): Promise<unknown> {
  const { type, value } = evaluate(await compiled(literal(text, more)), VARIABLES).rows[0]?.['r'] ?? {};
  return [type, value];
}

/** Each row was put to the reference engine; whole numbers without a declared type are Long there, others Double. */
const untyped: [string, string, unknown][] = [
  ['1', 'Long', 1],
  ['1.0', 'Long', 1],
  ['1.5', 'Double', 1.5],
  ['i', 'Long', 5],
  ['i + 1', 'Long', 6],
  ['i / 2', 'Double', 2.5],
  ['4 / 2', 'Long', 2],
  ['-i', 'Long', -5],
  ['3000000000', 'Long', 3000000000],
  ['10000000000000000000', 'Double', 1e19],
  ['0.1 + 0.2', 'Double', 0.3],
  ['0.1 * 3', 'Double', 0.3],
  ['100 * 1.1', 'Long', 110],
  ['1 / 3', 'Double', 1 / 3],
  ['1 / 3 * 3', 'Long', 1],
  ['2 ** 3', 'Long', 8],
  ['1 / 0', 'Null', null],
  ['"x" + s', 'String', 'xabc'],
  ['s + 1', 'Null', null],
  ['i + five', 'Null', null],
  ['b', 'Boolean', true],
  ['n', 'Null', null],
  ['missing', 'Null', null],
  ['missing > 3', 'Null', null],
  ['missing.a', 'Null', null],
  ['missing = null', 'Boolean', true],
  ['s.foo', 'Null', null],
  ['i = "5"', 'Null', null],
  ['1 = null', 'Boolean', false],
  ['null != 1', 'Boolean', true],
  ['[] = null', 'Boolean', false],
  ['[1] = 1', 'Null', null],
  ['[1,2,3] = [1,2,3]', 'Boolean', true],
  ['5 < null', 'Null', null],
  ['true and null', 'Null', null],
  ['false and null', 'Boolean', false],
  ['true or null', 'Boolean', true],
  ['null or false', 'Null', null],
  ['not(b)', 'Boolean', false],
  ['not(null)', 'Null', null],
  ['if b then 1 else 2', 'Long', 1],
  ['if null then 1 else 2', 'Long', 2],
  ['if 5 then 1 else 2', 'Long', 2],
  ['i between 1 and 9', 'Boolean', true],
  ['i in [1..9]', 'Boolean', true],
  ['i in (1,5)', 'Boolean', true],
  ['5 in [1,5]', 'Boolean', true],
  ['"a" in "a"', 'Boolean', true],
  // `in` ends with its test
  ['i in [1..9] and b', 'Boolean', true],
  ['l in [1..3] and b', 'Boolean', false],
  ['l in [1..3] or b', 'Boolean', true],
  ['b and l in [1..3] or b', 'Boolean', true],
  ['i in [1..9] and i > 7', 'Boolean', false],
  ['i in > 3 and b', 'Boolean', true],
  ['i in [1..9] and b and not(b)', 'Boolean', false],
  ['[i in [1..9] and b]', 'Json', '[true]'],
  ['if i in [1..9] and b then 1 else 2', 'Long', 1],
  // bounds in the wrong order hold nothing
  ['i in [9..1]', 'Boolean', false],
  ['i between 9 and 1', 'Boolean', false],
  ['get or else(n, 5)', 'Long', 5],
  ['is defined(zz)', 'Boolean', false],
  ['[1,2]', 'Json', '[1,2]'],
  ['{a: 1}', 'Json', '{"a":1}'],
  ['{a: i, b: a + 1}.b', 'Long', 6],
  ['doc.a.b', 'Long', 7],
  ['doc.tags[2]', 'String', 'y'],
  ['people[age > 30].name', 'Json', '["x"]'],
  ['for x in [1,2] return x * i', 'Json', '[5,10]'],
  ['every x in [1,2] satisfies x > 0', 'Boolean', true],
  ['[1,2,3][item > 1]', 'Json', '[2,3]'],
  ['[1,2,3][5]', 'Null', null],
  ['sum([1,2,3])', 'Long', 6],
  ['`a b` + 1', 'Long', 5],
  ['[1..3]', 'Null', null],
  ['at', 'String', '2026-11-24T08:00:00'],
  ['date(at)', 'String', '2026-11-24'],
  ['at + duration("P1D")', 'String', '2026-11-25T08:00:00'],
  ['date("2026-01-31") + duration("P1M")', 'String', '2026-02-28'],
  ['date("2026-01-31").year', 'Long', 2026],
  ['duration("P1D") * 3', 'String', 'P3D'],
  ['years and months duration(date("2026-01-31"), date("2027-02-01"))', 'String', 'P1Y'],
  ['day of week(date("2026-11-24"))', 'String', 'Tuesday'],
  ['now()', 'String', '2026-11-24T08:00:00Z'],
  ['string(today())', 'String', '2026-11-24'],
  ['', 'Null', null],
];

describe('given a literal expression in FEEL', () => {
  test.each(untyped)('when it is %s, then the result is %s %j', async (text, type, value) => {
    expect(await resultOf(text)).toEqual([type, value]);
  });

  test('when it is evaluated in a zone, then dates without one are local to it', async () => {
    const decision = await compiled(literal('at'));
    expect(evaluate(decision, VARIABLES, 'Asia/Shanghai').rows[0]?.['r']?.value).toBe('2026-11-24T16:00:00');
    const day = await compiled(literal('date and time("2026-11-24T08:00:00")', { type: 'date' }));
    expect(evaluate(day, VARIABLES, 'Asia/Shanghai').rows[0]?.['r']?.value).toBe('2026-11-24T00:00:00.000+0000');
  });

  test('when the result is a function, then it is an error', async () => {
    await expect(resultOf('function(x) x')).rejects.toThrow('the result is a function');
  });
});

describe('given a declared type', () => {
  test.each<[string, string, string, unknown]>([
    ['1', 'integer', 'Integer', 1],
    ['"5"', 'integer', 'Integer', 5],
    ['5.0', 'INTEGER', 'Integer', 5],
    ['1', 'long', 'Long', 1],
    ['"3000000000"', 'long', 'Long', 3000000000],
    ['1', 'double', 'Double', 1],
    ['"1.5"', 'double', 'Double', 1.5],
    ['1', 'string', 'String', '1'],
    ['2.5', 'string', 'String', '2.5'],
    ['[1,2]', 'string', 'String', '[1, 2]'],
    ['{a:1}', 'string', 'String', '{a=1}'],
    ['date("2026-01-01")', 'string', 'String', '2026-01-01'],
    ['"TRUE"', 'boolean', 'Boolean', true],
    ['date and time("2026-01-01T10:00:00")', 'date', 'Date', '2026-01-01T10:00:00.000+0000'],
    ['date and time("2026-01-01T10:00:00+08:00")', 'date', 'Date', '2026-01-01T02:00:00.000+0000'],
    ['date and time("2026-01-01T10:00:00@Asia/Shanghai")', 'date', 'Date', '2026-01-01T02:00:00.000+0000'],
    ['"2026-01-01T10:00:00"', 'date', 'Date', '2026-01-01T10:00:00.000+0000'],
    ['at', 'date', 'Date', '2026-11-24T08:00:00.000+0000'],
    ['n', 'integer', 'Null', null],
    // types that do not convert
    ['1', 'number', 'Long', 1],
    ['"x"', 'number', 'String', 'x'],
    ['1.5', 'Any', 'Double', 1.5],
  ])('when %s is declared %s, then the result is %s %j', async (text, type, kept, value) => {
    expect(await resultOf(text, { type })).toEqual([kept, value]);
  });

  test.each([
    ['1.5', 'integer', '1.5'],
    ['"x"', 'integer', 'x'],
    ['" 5"', 'integer', ' 5'],
    ['3000000000', 'integer', '3000000000'],
    ['[1]', 'integer', '[1]'],
    ['1.5', 'long', '1.5'],
    ['true', 'double', 'true'],
    ['1', 'boolean', '1'],
    ['"x"', 'boolean', 'x'],
    ['date("2026-01-01")', 'date', '2026-01-01'],
    ['"2026-01-01"', 'date', '2026-01-01'],
    ['5', 'date', '5'],
  ])('when %s is declared %s, then it is an error', async (text, type, shown) => {
    await expect(resultOf(text, { type })).rejects.toThrow(
      `DMN-01005 Invalid value '${shown}' for clause with type '${type}'. (decision 'k', element 'k-l')`,
    );
  });
});

describe('given another language', () => {
  test.each<[string, string, string, unknown]>([
    ['juel', '${i + 1}', 'Long', 6],
    ['juel', 'i + 1', 'Long', 6],
    ['JUEL', '${i}', 'Integer', 5],
    ['juel', '${at}', 'Date', '2026-11-24T08:00:00.000+0000'],
    ['juel', '${now()}', 'Date', '2026-11-24T08:00:00.000+0000'],
    ['feel', 'i', 'Long', 5],
    ['http://www.omg.org/spec/FEEL/20140401', 'i', 'Long', 5],
    ['https://www.omg.org/spec/DMN/20191111/FEEL/', 'i', 'Long', 5],
  ])('when %s reads %s, then the result is %s %j', async (language, text, type, value) => {
    expect(await resultOf(text, { language })).toEqual([type, value]);
  });

  test('when the expression language meets an unknown name, then it is an error, as FEEL’s is not', async () => {
    await expect(resultOf('${zz}', { language: 'juel' })).rejects.toThrow("Cannot resolve identifier 'zz'");
    expect(await resultOf('zz')).toEqual(['Null', null]);
  });
});
