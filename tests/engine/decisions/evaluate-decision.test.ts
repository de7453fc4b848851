// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileDecisions } from '../../../server/engine/decisions/compile-decisions.ts';
import { mapDecisionResult } from '../../../server/engine/decisions/map-decision-result.ts';
import { compiled, decision, evaluate, file, literal, rows, table } from './dmn.ts';

describe('given what a file says of its decisions', () => {
  test.each([
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20151101/dmn11.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
  ])('when it is written in %s, then it is read, with FEEL as the language of all cells', async (namespace) => {
    const { decisions, problems } = await compileDecisions(
      file(table({ inputs: ['i'], rules: [['> 3', 'i + 1']] }), namespace),
    );
    expect(problems).toEqual([]);
    expect(evaluate(decisions[0]!, { i: 5 }).rows).toEqual([{ r: { type: 'Long', value: 6 } }]);
  });

  test('when it carries the extensions of the Camunda 7 line, under any prefix, then they are read', async () => {
    const xml = file(
      literal('1').replace('name="Decision k"', 'name="分类" c:historyTimeToLive="P30D" c:versionTag="v2"'),
    ).replace('xmlns:camunda', 'xmlns:c');
    const { decisions, problems } = await compileDecisions(xml);
    expect(problems).toEqual([]);
    expect(decisions[0]).toMatchObject({
      key: 'k',
      name: '分类',
      versionTag: 'v2',
      historyTimeToLiveDays: 30,
      requirementsKey: 'defs',
      requirementsName: 'Defs',
    });
  });

  test('when rows carry annotations, then the rows that matched bring them along', async () => {
    const result = evaluate(await compiled(table({ inputs: ['i'], rules: [['5', '1', 'R 30 V:CH4']] })), { i: 5 });
    expect(result.matched[0]?.annotation).toBe('R 30 V:CH4');
  });
});

describe('given an evaluation', () => {
  test('when it is done, then it tells all that history needs', async () => {
    const drawing = table({
      hit: 'RULE ORDER',
      inputs: [{ text: 'i', type: 'integer' }, 's'],
      outputs: [{ name: 'level', type: 'string' }, { name: 'days', type: 'integer' }, 'free'],
      rules: [
        ['> 3', '-', '"town"', '15', '1'],
        ['> 4', '"abc"', '"district"', '', '2'],
        ['> 9', '-', '"city"', '1', '3'],
      ],
    });
    const result = evaluate(await compiled(drawing), { i: '5', s: 'abc' });
    expect(result.inputs).toEqual([
      { clauseId: 'k-i0', clauseName: 'In 0', value: { type: 'Integer', value: 5 } },
      { clauseId: 'k-i1', clauseName: 'In 1', value: { type: 'String', value: 'abc' } },
    ]);
    expect(result.matched).toEqual([
      {
        ruleId: 'k-r0',
        ruleOrder: 1,
        annotation: null,
        outputs: [
          { clauseId: 'k-o0', clauseName: 'Out 0', variableName: 'level', value: { type: 'String', value: 'town' } },
          { clauseId: 'k-o1', clauseName: 'Out 1', variableName: 'days', value: { type: 'Integer', value: 15 } },
          { clauseId: 'k-o2', clauseName: 'Out 2', variableName: 'free', value: { type: 'Long', value: 1 } },
        ],
      },
      {
        ruleId: 'k-r1',
        ruleOrder: 2,
        annotation: null,
        outputs: [
          {
            clauseId: 'k-o0',
            clauseName: 'Out 0',
            variableName: 'level',
            value: { type: 'String', value: 'district' },
          },
          { clauseId: 'k-o2', clauseName: 'Out 2', variableName: 'free', value: { type: 'Long', value: 2 } },
        ],
      },
    ]);
    expect(result.rows).toHaveLength(2);
    expect(Object.keys(result.rows[1] ?? {})).toEqual(['level', 'free']);
    expect([...result.untyped]).toEqual(['free']);
    expect(result.collectValue).toBeUndefined();
  });

  test('when an output cell is empty, then the row lacks it; when all are, then the row is empty', async () => {
    expect(await rows(table({ inputs: ['i'], outputs: ['a', 'b'], rules: [['5', '1', '']] }), { i: 5 })).toEqual([
      { a: 1 },
    ]);
    expect(await rows(table({ inputs: ['i'], rules: [['5', '']] }), { i: 5 })).toEqual([{}]);
  });

  test('when a table has no inputs, then its rules always match; without rules nothing does', async () => {
    expect(await rows(table({ inputs: [], rules: [['1']] }))).toEqual([{ r: 1 }]);
    expect(await rows(table({ inputs: ['i'], rules: [] }), { i: 5 })).toEqual([]);
  });

  test('when the only output has no name, then its key is empty', async () => {
    expect(await rows(table({ inputs: ['i'], outputs: [{ name: null }], rules: [['5', '1']] }), { i: 5 })).toEqual([
      { '': 1 },
    ]);
  });

  test('when an output is named like a part of objects, then it is a key like any other', async () => {
    const result = evaluate(
      await compiled(table({ inputs: [], outputs: ['__proto__', 'constructor'], rules: [['1', '2']] })),
    );
    expect(Object.entries(result.rows[0] ?? {}).map(([name, { value }]) => [name, value])).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });

  test('when an input does not fit its type, then decision and input are named', async () => {
    const one = await compiled(table({ inputs: [{ text: 's', type: 'integer' }], rules: [['5', '1']] }));
    expect(() => evaluate(one, { s: 'abc' })).toThrow(
      "DMN-01005 Invalid value 'abc' for clause with type 'integer'. (decision 'k', element 'k-i0')",
    );
  });

  test('when an output cell fails, then decision, rule and cell are named', async () => {
    const one = await compiled(table({ inputs: ['i'], rules: [['5', '${zz}']], outputLanguage: 'juel' }));
    expect(() => evaluate(one, { i: 5 })).toThrow(
      "Cannot resolve identifier 'zz' (decision 'k', rule 'k-r0', element 'k-r0c1')",
    );
  });

  test('when it is evaluated again with other variables, then nothing is left of the first time', async () => {
    const one = await compiled(table({ inputs: ['i'], rules: [['> 3', 'i']] }));
    expect(evaluate(one, { i: 5 }).rows).toEqual([{ r: { type: 'Long', value: 5 } }]);
    expect(evaluate(one, { i: 2 }).rows).toEqual([]);
    expect(evaluate(one, {}).rows).toEqual([]);
  });
});

describe('given decisions that require others', () => {
  const two = (hit: string): string => table({ id: 'a', hit, inputs: [], outputs: ['x'], rules: [['1'], ['2']] });
  const one = (hit: string, aggregation?: string): string => {
    return table({
      id: 'a',
      hit,
      ...(aggregation === undefined ? {} : { aggregation }),
      inputs: [],
      outputs: ['x'],
      rules: [['1']],
    });
  };
  /** Results as the reference passes them on. */
  test.each<[string, string, unknown]>([
    ['a literal expression', literal('i * 2', { id: 'a', name: 'x' }), 10],
    ['FIRST', two('FIRST'), 1],
    ['COLLECT', two('COLLECT'), '[1,2]'],
    ['COLLECT with one row', one('COLLECT'), '[1]'],
    ['RULE ORDER with one row', one('RULE ORDER'), '[1]'],
    ['COLLECT SUM', one('COLLECT', 'SUM'), 1],
    ['no row', table({ id: 'a', inputs: [], outputs: ['x'], rules: [] }), null],
  ])('when it requires %s, then it sees the result as a variable', async (_what, required, value) => {
    expect(await rows(literal('x', { requires: ['a'] }) + required, { i: 5 })).toEqual([{ r: value }]);
  });

  test('when a result bears the name of a variable, then the result is seen', async () => {
    expect(await rows(literal('i', { requires: ['a'] }) + literal('99', { id: 'a', name: 'i' }), { i: 5 })).toEqual([
      { r: 99 },
    ]);
  });

  test('when several require one another, then each is evaluated once, before what needs it', async () => {
    const body =
      literal('x + y', { requires: ['a', 'b'] }) +
      literal('z + 1', { id: 'a', name: 'x', requires: ['c'] }) +
      literal('z + 2', { id: 'b', name: 'y', requires: ['c'] }) +
      literal('10', { id: 'c', name: 'z' });
    const result = evaluate(await compiled(body));
    expect(result.rows).toEqual([{ r: { type: 'Long', value: 23 } }]);
    expect(result.required.map((required) => required.decision.key)).toEqual(['c', 'a', 'b']);
    expect(result.required.every(({ required }) => required.length === 0)).toBe(true);
  });

  test('when requirements run in a circle, then every decision in it is named', async () => {
    const { problems } = await compileDecisions(
      file(literal('1', { requires: ['a'] }) + literal('2', { id: 'a', name: 'x', requires: ['k'] })),
    );
    expect(problems.map(({ elementId, reason }) => [elementId, reason])).toEqual([
      ['k', "DMN-02015 The decision 'k' has a loop."],
      ['a', "DMN-02015 The decision 'a' has a loop."],
    ]);
  });

  test('when a required decision fails, then it is the one that is named', async () => {
    const body = literal('1', { requires: ['a'] }) + literal('${zz}', { id: 'a', name: 'x', language: 'juel' });
    const main = await compiled(body);
    expect(() => evaluate(main)).toThrow("decision 'a'");
  });

  test('when input data and knowledge sources are drawn, then they do no harm', async () => {
    const drawing = '<inputData id="d" name="信访 人数"/><knowledgeSource id="ks" name="条例"/>';
    const needs = decision(
      'k',
      '<informationRequirement id="q"><requiredInput href="#d"/></informationRequirement><literalExpression id="l"><text>信访 人数 + 1</text></literalExpression>',
      [],
      '<variable id="v" name="r"/>',
    );
    expect(await rows(drawing + needs, { '信访 人数': 4 })).toEqual([{ r: 5 }]);
  });
});

describe('given a business rule task that maps a result', () => {
  const none = table({ inputs: ['i'], rules: [['6', '1']] });
  const oneRow = table({ inputs: ['i'], rules: [['5', '1']] });
  const twoOutputs = table({
    inputs: ['i'],
    outputs: [
      { name: 'a', type: 'integer' },
      { name: 'b', type: 'string' },
    ],
    rules: [['5', '1', '"x"']],
  });
  const twoRows = table({
    hit: 'COLLECT',
    inputs: ['i'],
    rules: [
      ['5', '1'],
      ['5', '[2]'],
    ],
  });

  test.each<[string, 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList', string, string, unknown]>([
    ['no row', 'singleEntry', none, 'Null', null],
    ['no row', 'singleResult', none, 'Null', null],
    ['no row', 'collectEntries', none, 'Json', '[]'],
    ['no row', 'resultList', none, 'Json', '[]'],
    ['one row', 'singleEntry', oneRow, 'Long', 1],
    ['one row', 'singleResult', oneRow, 'Json', '{"r":1}'],
    ['one row', 'collectEntries', oneRow, 'Json', '[1]'],
    ['one row', 'resultList', oneRow, 'Json', '[{"r":1}]'],
    ['two outputs', 'singleResult', twoOutputs, 'Json', '{"a":1,"b":"x"}'],
    ['two outputs', 'resultList', twoOutputs, 'Json', '[{"a":1,"b":"x"}]'],
    ['two rows', 'collectEntries', twoRows, 'Json', '[1,[2]]'],
    ['two rows', 'resultList', twoRows, 'Json', '[{"r":1},{"r":[2]}]'],
  ])(
    'when %s goes through %s, then the variable is as the reference sets it',
    async (_what, mapping, body, type, value) => {
      expect(mapDecisionResult(evaluate(await compiled(body), { i: 5 }), mapping)).toEqual({ type, value });
    },
  );

  test('when no mapping is named, then it is the list of rows', async () => {
    expect(mapDecisionResult(evaluate(await compiled(oneRow), { i: 5 }))).toEqual({ type: 'Json', value: '[{"r":1}]' });
  });

  test.each<['singleEntry' | 'singleResult' | 'collectEntries', string, string]>([
    [
      'singleEntry',
      twoRows,
      "ENGINE-22001 The decision result mapper 'SingleEntryDecisionResultMapper{}' failed to process '[{r=1}, {r=[2]}]'",
    ],
    [
      'singleEntry',
      twoOutputs,
      "ENGINE-22001 The decision result mapper 'SingleEntryDecisionResultMapper{}' failed to process '[{a=1, b=x}]'",
    ],
    [
      'singleResult',
      twoRows,
      "ENGINE-22001 The decision result mapper 'SingleResultDecisionResultMapper{}' failed to process '[{r=1}, {r=[2]}]'",
    ],
    [
      'collectEntries',
      twoOutputs,
      "ENGINE-22002 The decision result mapper 'CollectEntriesDecisionResultMapper{}' failed to process '[{a=1, b=x}]'. The decision outputs should only contains values for one output name but found '[a, b]'.",
    ],
  ])('when %s gets more than it takes, then it is an error', async (mapping, body, message) => {
    const result = evaluate(await compiled(body), { i: 5 });
    expect(() => mapDecisionResult(result, mapping)).toThrow(message);
  });
});
