// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { rows, table } from './dmn.ts';

const VARIABLES = {
  i: 5,
  l: { type: 'Long', value: 7 },
  d: 2.5,
  s: 'abc',
  five: '5',
  yes: true,
  no: false,
  n: null,
  blank: '',
  at: { type: 'Date', value: '2026-11-24T08:00:00.000+0000' },
  信访: 3,
};

function matches(cell: string, input: string, type?: string): Promise<boolean> {
  const drawing = table({ inputs: [type === undefined ? input : { text: input, type }], rules: [[cell, '"yes"']] });
  return rows(drawing, VARIABLES).then((found) => found.length === 1);
}

/** Input, cell, whether it matches: each row was put to the reference engine. */
const table1: [string, string, boolean][] = [
  ['i', '5', true],
  ['i', '5.0', true],
  ['i', ' 5 ', true],
  ['i', '"5"', false],
  ['five', '5', false],
  ['i', '-', true],
  ['i', '', true],
  ['i', '> 3', true],
  ['i', '5,6', true],
  ['i', '>3,<2', true],
  ['i', '[1..5]', true],
  ['i', '(1..5)', false],
  ['i', ']1..5[', false],
  ['i', '[1..5)', false],
  ['i', '[5..9]', true],
  ['i', 'not(5)', false],
  ['i', 'not(4)', true],
  ['i', 'not(5,6)', false],
  ['i', 'not(> 3)', false],
  ['i', 'not([5])', false],
  ['i', '? > 3', true],
  ['i', '? = 5', true],
  ['i', 'cellInput > 3', true],
  ['i', 'i = 5', true],
  ['i', 'i', true],
  ['i', 'l', false],
  ['i', '< l', true],
  ['i', '信访', false],
  ['i', '> 信访', true],
  ['i', '1+4', true],
  ['i', '-(-5)', true],
  ['i', '-5', false],
  ['i', '[5,6]', true],
  ['i', '[[5]]', false],
  ['i', '{a:5}.a', true],
  ['i', 'if ? = 5 then true else false', true],
  ['i', 'if i=5 then 5 else 4', true],
  ['i', 'list contains([5],?)', true],
  ['i', 'count([1,2]) = 2', true],
  ['i', 'some x in [4,5] satisfies x = ?', true],
  ['i', '? in [1..5]', true],
  ['i', '? in (5,6)', true],
  ['i', '? between 1 and 5', true],
  ['i', '? = 5 and yes', true],
  ['i', '5 > 3', true],
  ['i', '? > 3 and ? < 9', true],
  ['i', '? > 3 and < 9', true],
  ['i', '(> 3)', true],
  ['i', '(> 3) and yes', true],
  ['i', '? in [1..9] and yes', true],
  ['i', 'not(? in [1..3] and yes)', true],
  ['i', '5 and yes', false],
  ['i', '> .5', true],
  ['i', '5 // five', true],
  ['i', '/* five */ 5', true],
  ['i + 0', '5', true],
  ['d', '2.5', true],
  ['"5"', '5', false],
  // truth values
  ['yes', 'true', true],
  ['no', 'true', false],
  ['no', 'false', true],
  ['yes', 'false', false],
  ['yes', 'not(false)', true],
  ['no', 'not(false)', false],
  ['no', 'i > 3', true],
  ['no', 'i > 9', true],
  ['yes', 'i > 9', false],
  ['no', 'yes', true],
  ['no', 'no', true],
  ['yes', 'no', false],
  ['no', 'not(yes)', false],
  ['yes', 'i', false],
  // texts
  ['s', '"abc"', true],
  ['s', '"ABC"', false],
  ['s', '"x","abc"', true],
  ['s', '> "ab"', true],
  ['i', '> "a"', false],
  ['s', '["a".."b"]', true],
  ['s', 'contains(?,"b")', true],
  ['s', 'starts with(?,"a")', true],
  ['s', 'matches(?,"a.c")', true],
  ['s', 'upper case(?) = "ABC"', true],
  ['s', 'string length(?) > 2', true],
  ['s', 'abc', false],
  ['blank', '""', true],
  ['blank', 'string length(?) = 0', true],
  // null
  ['n', 'null', true],
  ['missing', 'null', true],
  ['missing', '5', false],
  ['missing', '', true],
  ['missing', 'not(null)', false],
  ['i', 'null', false],
  ['i', 'not(null)', true],
  ['i', '> null', false],
  ['i', '> missing', false],
  ['i', 'not(missing)', true],
  ['i', 'not(> "a")', false],
  ['n', 'not("a")', true],
  ['n', 'not(1,null)', false],
  ['n', '1,null', true],
  ['n', '< 3', false],
  ['n', '[1..3]', false],
  ['n', '"null"', false],
  ['n', '? = null', true],
  ['n', '? > 3', false],
  ['n', 'contains(?,"a")', false],
  ['n', 'missing', true],
  ['n', 'i > 9', false],
  ['n', '[]', false],
  ['n', '[null]', true],
  ['', 'null', true],
  // dates: a Date variable is a date and time, which no date equals
  ['at', 'date and time("2026-11-24T08:00:00")', true],
  ['at', '> date and time("2026-01-01T00:00:00")', true],
  ['at', '> date("2026-01-01")', false],
  ['date(at)', 'date("2026-11-24")', true],
  ['date(at)', '< date("2026-12-24")', true],
  ['date(at)', '[date("2026-01-01")..date("2026-12-31")]', true],
  ['date(at)', '@"2026-11-24"', true],
  ['i', 'today() = date("2026-11-24")', true],
  ['i', 'now() > date and time("2026-11-24T07:59:59Z")', true],
  ['i', 'is defined(i)', true],
];

describe('given a cell in FEEL', () => {
  test.each(table1)('when the input is %s and the cell %s, then matching is %s', async (input, cell, expected) => {
    expect(await matches(cell, input)).toBe(expected);
  });

  test.each<[string, string, string, boolean]>([
    ['five', 'integer', '5', true],
    ['i', 'string', '"5"', true],
    ['i', 'string', '5', false],
    ['i', 'long', '5', true],
    ['i', 'double', '> 4.5', true],
    ['"true"', 'boolean', 'true', true],
    ['missing', 'integer', '', true],
    ['at', 'date', '> date and time("2026-01-01T00:00:00")', true],
  ])(
    'when the input %s is declared %s, then the cell %s sees it converted: %s',
    async (input, type, cell, expected) => {
      expect(await matches(cell, input, type)).toBe(expected);
    },
  );

  test('when an input variable is named, then cells may use its name', async () => {
    const drawing = table({
      inputs: [{ text: 'i * 2', variable: 'doubled' }],
      rules: [['doubled = 10 and cellInput = 10', '1']],
    });
    expect(await rows(drawing, { i: 5 })).toEqual([{ r: 1 }]);
  });

  test('when a name has spaces, then it is read whole', async () => {
    const drawing = table({ inputs: ['信访 人数', 'risk level'], rules: [['> 2', '3', '信访 人数 + risk level']] });
    expect(await rows(drawing, { '信访 人数': 4, 'risk level': 3 })).toEqual([{ r: 7 }]);
  });

  test('when a value looks like FEEL or an expression, then it is compared as text', async () => {
    for (const text of ["'; DROP TABLE x; --", '${1+1}', '1+1', '"a" or true', '-']) {
      expect(await rows(table({ inputs: ['s'], rules: [[JSON.stringify(text), 's']] }), { s: text })).toEqual([
        { r: text },
      ]);
      expect(await rows(table({ inputs: ['s'], rules: [['"2"', 's']] }), { s: text })).toEqual([]);
    }
  });
});

describe('given a cell in the expression language', () => {
  test.each([
    ['cellInput > 3', [{ r: 1 }]],
    ['${cellInput > 3}', [{ r: 1 }]],
    ['#{cellInput > l}', []],
    ['${5}', []],
    ['', [{ r: 1 }]],
  ])('when the cell is %s, then the result is %j', async (cell, result) => {
    expect(await rows(table({ inputs: ['i'], rules: [[cell, '1']], entryLanguage: 'juel' }), VARIABLES)).toEqual(
      result,
    );
  });
});
