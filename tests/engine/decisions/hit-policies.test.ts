import { describe, expect, test } from 'vitest';
import { DecisionError } from '../../../server/engine/decisions/decision-error.ts';
import { compiled, evaluate, rows, table } from './dmn.ts';

/** Two rules that match 5, one that does not. */
function twice(
  hit: string | undefined,
  outputs: string[] = ['1', '2'],
  more: { aggregation?: string; type?: string; values?: string } = {},
): string {
  return table({
    ...(hit === undefined ? {} : { hit }),
    ...(more.aggregation === undefined ? {} : { aggregation: more.aggregation }),
    inputs: ['i'],
    outputs: [
      {
        name: 'r',
        ...(more.type === undefined ? {} : { type: more.type }),
        ...(more.values === undefined ? {} : { values: more.values }),
      },
    ],
    rules: [...outputs.map((output) => ['5', output]), ['6', '99']],
  });
}

describe('given a table with a hit policy for one rule', () => {
  test.each([
    ['UNIQUE', ['1'], [{ r: 1 }]],
    ['FIRST', ['1', '2'], [{ r: 1 }]],
    ['ANY', ['1', '1'], [{ r: 1 }]],
    ['PRIORITY', ['1', '2'], [{ r: 1 }]],
  ])('when %s sees rules that say %j, then the result is %j', async (hit, outputs, result) => {
    expect(await rows(twice(hit, outputs), { i: 5 })).toEqual(result);
  });

  test.each(['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'])(
    'when no rule matches %s, then there is no row',
    async (hit) => {
      expect(await rows(twice(hit), { i: 7 })).toEqual([]);
    },
  );

  test('when none is named, then it is UNIQUE: two rules are an error that names them', async () => {
    const decision = await compiled(twice(undefined));
    expect(() => evaluate(decision, { i: 5 })).toThrow(DecisionError);
    expect(() => evaluate(decision, { i: 5 })).toThrow(
      "DMN-03001 Hit policy 'UNIQUE' only allows a single rule to match. Actually match rules: '[k-r0, k-r1]'. (decision 'k', element 'k-t')",
    );
  });

  test('when rules of ANY differ, then it is an error that names them', async () => {
    const decision = await compiled(twice('ANY'));
    expect(() => evaluate(decision, { i: 5 })).toThrow(
      "DMN-03002 Hit policy 'ANY' only allows multiple matching rules with equal output. Matching rules: '[k-r0, k-r1]'.",
    );
  });

  test('when PRIORITY has a list of values, then the value that stands first wins', async () => {
    const values = { values: '"high","low"' };
    expect(await rows(twice('PRIORITY', ['"low"', '"high"', '"low"'], values), { i: 5 })).toEqual([{ r: 'high' }]);
    expect(await rows(twice('PRIORITY', ['"other"', '"low"'], values), { i: 5 })).toEqual([{ r: 'low' }]);
  });

  test('when PRIORITY has two outputs, then the first counts most', async () => {
    const decision = table({
      hit: 'PRIORITY',
      inputs: ['i'],
      outputs: [
        { name: 'a', values: '2,1', type: 'integer' },
        { name: 'b', values: '"x","y"' },
      ],
      rules: [
        ['5', '1', '"x"'],
        ['5', '2', '"y"'],
        ['5', '2', '"x"'],
      ],
    });
    expect(await rows(decision, { i: 5 })).toEqual([{ a: 2, b: 'x' }]);
  });
});

describe('given a table with a hit policy for many rules', () => {
  test.each([
    ['RULE ORDER', ['2', '1'], [{ r: 2 }, { r: 1 }]],
    ['COLLECT', ['2', '1'], [{ r: 2 }, { r: 1 }]],
    ['OUTPUT ORDER', ['2', '1'], [{ r: 2 }, { r: 1 }]],
  ])('when %s sees rules that say %j, then the result is %j', async (hit, outputs, result) => {
    expect(await rows(twice(hit, outputs), { i: 5 })).toEqual(result);
  });

  test('when OUTPUT ORDER has a list of values, then rows stand in its order, equals in the table’s', async () => {
    const drawing = twice('OUTPUT ORDER', ['"low"', '"other"', '"high"', '"low"'], { values: '"high","low"' });
    expect(await rows(drawing, { i: 5 })).toEqual([{ r: 'high' }, { r: 'low' }, { r: 'low' }, { r: 'other' }]);
  });
});

describe('given COLLECT with an aggregation', () => {
  /** As the reference answers: the type follows that of the outputs. */
  test.each<[string, string[], string | undefined, string, unknown]>([
    ['SUM', ['1', '2'], undefined, 'Long', 3],
    ['SUM', ['1', '2'], 'integer', 'Integer', 3],
    ['SUM', ['1.5', '2'], undefined, 'Double', 3.5],
    ['SUM', ['1.5', '2'], 'double', 'Double', 3.5],
    ['SUM', ['9007199254740992', '1'], 'long', 'Long', '9007199254740993'],
    ['MIN', ['2', '1'], undefined, 'Long', 1],
    ['MIN', ['1.5', '2'], undefined, 'Double', 1.5],
    ['MAX', ['1', '2'], 'integer', 'Integer', 2],
    ['COUNT', ['"a"', '"b"'], undefined, 'Integer', 2],
    ['COUNT', ['null', '2'], undefined, 'Integer', 2],
  ])('when %s collects %j as %s, then the result is %s %j', async (aggregation, outputs, type, resultType, value) => {
    const result = evaluate(
      await compiled(twice('COLLECT', outputs, { aggregation, ...(type === undefined ? {} : { type }) })),
      { i: 5 },
    );
    expect(result.rows).toEqual([{ r: { type: resultType, value } }]);
    expect(result.collectValue).toEqual({ type: resultType, value });
    expect(result.matched).toHaveLength(outputs.length);
  });

  test('when nothing matches, then a sum has no result and a count is 0, without a name', async () => {
    expect(await rows(twice('COLLECT', ['1'], { aggregation: 'SUM' }), { i: 7 })).toEqual([]);
    expect(await rows(twice('COLLECT', ['1'], { aggregation: 'COUNT' }), { i: 7 })).toEqual([{ '': 0 }]);
  });

  test.each([['"a"'], ['null'], ['true']])('when %s is to be summed, then it is an error', async (output) => {
    const decision = await compiled(twice('COLLECT', [output, '2'], { aggregation: 'SUM' }));
    expect(() => evaluate(decision, { i: 5 })).toThrow('DMN-03004 Unable to convert value');
  });

  test('when a rule has two outputs, then it is an error', async () => {
    const drawing = table({
      hit: 'COLLECT',
      aggregation: 'SUM',
      inputs: ['i'],
      outputs: ['a', 'b'],
      rules: [['5', '1', '2']],
    });
    const decision = await compiled(drawing);
    expect(() => evaluate(decision, { i: 5 })).toThrow(
      "DMN-03003 Unable to execute aggregation 'SUM' on compound decision output '{a=1, b=2}'.",
    );
  });
});
