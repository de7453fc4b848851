// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the language itself is written with these braces
import { describe, expect, test } from 'vitest';
import { compileDecisions, type Problem } from '../../../server/engine/decisions/compile-decisions.ts';
import { decision as drawn, evaluate, file, literal, table } from './dmn.ts';

async function problems(body: string): Promise<Problem[]> {
  return (await compileDecisions(file(body))).problems;
}
const t = (inside: string, attributes = ''): string =>
  drawn('k', `<decisionTable id="t"${attributes}>${inside}</decisionTable>`);
const output = '<output id="o" name="r"/>';
const input = '<input id="i"><inputExpression id="ie"><text>x</text></inputExpression></input>';

describe('given a file that the reference refuses too', () => {
  test.each<[string, string, Partial<Problem>]>([
    [
      'an unknown hit policy',
      t(output, ' hitPolicy="FOO"'),
      { elementId: 't', property: 'hitPolicy', reason: "DMN-02007 The hit policy 'FOO' is not supported." },
    ],
    [
      'an aggregation without COLLECT',
      t(output, ' hitPolicy="UNIQUE" aggregation="SUM"'),
      { elementId: 't', reason: "DMN-02007 The hit policy 'UNIQUE' with aggregation 'SUM' is not supported." },
    ],
    [
      'an unknown aggregation',
      t(output, ' hitPolicy="COLLECT" aggregation="LIST"'),
      { elementId: 't', property: 'hitPolicy' },
    ],
    ['no output', t(input), { elementId: 't', property: 'output' }],
    [
      'an output without id',
      t('<output name="r"/>'),
      { elementId: 't', property: 'id', reason: 'DMN-02012 a decision table output has no id.' },
    ],
    [
      'an input without id',
      t(`<input><inputExpression id="ie"><text>x</text></inputExpression></input>${output}`),
      { elementId: 't', property: 'id' },
    ],
    [
      'a rule without id',
      t(`${output}<rule><outputEntry><text>1</text></outputEntry></rule>`),
      { elementId: 't', reason: 'DMN-02013 decision table rule 1 has no id.' },
    ],
    ['an input without expression', t(`<input id="i"/>${output}`), { elementId: 'i', property: 'inputExpression' }],
    [
      'too few cells',
      t(`${input}${output}<rule id="r1"><outputEntry id="e"><text>1</text></outputEntry></rule>`),
      {
        elementId: 'r1',
        property: 'inputEntry',
        reason: "DMN-02005 The number of inputs '1' and input entries differ '0' for rule 'r1'.",
      },
    ],
    [
      'two outputs, one nameless',
      t('<output id="o1"/><output id="o2" name="b"/>'),
      { elementId: 'o1', property: 'name' },
    ],
    [
      'two outputs of one name',
      t('<output id="o1" name="a"/><output id="o2" name="a"/>'),
      { elementId: 'o2', property: 'name' },
    ],
    [
      'a literal expression without variable',
      drawn('k', '<literalExpression id="l"><text>1</text></literalExpression>'),
      { elementId: 'k', property: 'variable' },
    ],
    [
      'a variable without name',
      drawn('k', '<literalExpression id="l"><text>1</text></literalExpression>', [], '<variable id="v"/>'),
      { elementId: 'k', property: 'variable' },
    ],
    [
      'a decision without id',
      '<decision name="K"><variable name="r"/><literalExpression id="l"><text>1</text></literalExpression></decision>',
      { elementId: 'defs', property: 'id' },
    ],
    [
      'a decision without name',
      '<decision id="k"><variable name="r"/><literalExpression id="l"><text>1</text></literalExpression></decision>',
      { elementId: 'k', property: 'name' },
    ],
    ['an id used twice', literal('1') + literal('2'), { elementId: 'k', property: 'id' }],
    [
      'an unreadable time to live',
      literal('1').replace('name="Decision k"', 'name="K" camunda:historyTimeToLive="abc"'),
      { elementId: 'k', property: 'historyTimeToLive' },
    ],
    [
      'a requirement that leads nowhere',
      literal('1', { requires: ['zz'] }),
      {
        elementId: 'k',
        property: 'requiredDecision',
        reason: 'DMN-02016 Unable to find a model element instance for id zz',
      },
    ],
    [
      'a decision that requires itself',
      literal('1', { requires: ['k'] }),
      { elementId: 'k', reason: "DMN-02015 The decision 'k' has a loop." },
    ],
    [
      'a requirement without logic',
      literal('1', { requires: ['a'] }) + drawn('a', ''),
      { elementId: 'k', property: 'requiredDecision' },
    ],
    [
      'a requirement of another kind of logic',
      literal('1', { requires: ['a'] }) + drawn('a', '<context id="c"></context>'),
      { elementId: 'k', property: 'requiredDecision' },
    ],
  ])('when it has %s, then the element, the property and the reason are named', async (_what, body, expected) => {
    const found = await problems(body);
    expect(found).toContainEqual(expect.objectContaining({ severity: 'error', ...expected }));
  });

  test.each([
    ['no XML', 'hello'],
    ['broken XML', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision'],
    ['another namespace', file(literal('1'), 'http://example.org')],
    ['an empty text', ''],
  ])('when it is %s, then it is no DMN file', async (_what, xml) => {
    const { decisions, problems: found } = await compileDecisions(xml);
    expect(decisions).toEqual([]);
    expect(found.map(({ severity }) => severity)).toContain('error');
  });

  test('when it has a DOCTYPE or is larger than 2 MiB, then it is not even read', async () => {
    const doctype = file(literal('1')).replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>');
    expect((await compileDecisions(doctype)).problems).toEqual([
      { severity: 'error', reason: 'DOCTYPE and ENTITY are not allowed' },
    ]);
    const large = file(literal(`"${'长'.repeat(800_000)}"`));
    expect((await compileDecisions(large)).problems).toEqual([{ severity: 'error', reason: 'larger than 2 MiB' }]);
  });
});

describe('given a file that the reference deploys and fails on later', () => {
  test.each<[string, string, string, string]>([
    [
      'FEEL that cannot be parsed',
      table({ inputs: ['i'], rules: [['> ', '1']] }),
      'k-r0c0',
      "FEEL: unexpected end (position 2 of '> ')",
    ],
    [
      'tests joined without ?',
      table({ inputs: ['i'], rules: [['> 3 and yes', '1']] }),
      'k-r0c0',
      "'> 3 and yes' joins a test without its left side; write ? in front",
    ],
    [
      'a range joined without ?',
      table({ inputs: ['i'], rules: [['[1..9] and ? > 7', '1']] }),
      'k-r0c0',
      'joins a test without its left side',
    ],
    ['an unclosed text', table({ inputs: ['i'], rules: [['5', '"abc']] }), 'k-r0c1', 'FEEL: unexpected'],
    [
      'an input in another language than it says',
      table({ inputs: ['${i}'], rules: [['5', '1']] }),
      'k-ie0',
      'FEEL: unexpected',
    ],
    [
      'an expression with a bean',
      table({ inputs: [{ text: '${bean.doIt()}', language: 'juel' }], rules: [['5', '1']] }),
      'k-ie0',
      "The method 'doIt' is not supported",
    ],
    [
      'a script',
      literal('i + 1', { language: 'python' }),
      'k-l',
      "the expression language 'python' is not supported; use feel, juel or javascript",
    ],
    [
      'a value that differs on each run',
      literal('random number()'),
      'k-l',
      "'random number' gives another value on each call",
    ],
  ])(
    'when it has %s, then the cell and the reason are named, and its evaluation fails',
    async (_what, body, elementId, reason) => {
      const { decisions, problems: found } = await compileDecisions(file(body));
      expect(found).toEqual([
        expect.objectContaining({ severity: 'late', elementId, reason: expect.stringContaining(reason) }),
      ]);
      const [decision] = decisions;
      expect(() => evaluate(decision!, { i: 5 })).toThrow(
        /DMN-01002 Unable to evaluate expression for language .*decision 'k'/,
      );
    },
  );
});

describe('given a file with several things wrong', () => {
  test('when it is compiled, then all are named at once, each with its place', async () => {
    const body = `${table({ id: 'a', hit: 'FOO', inputs: ['1 +'], rules: [['not(', '"x']] })}
${literal('2 2', { id: 'b' })}
${literal('1', { id: 'c', requires: ['zz'] })}`;
    const found = await problems(body);
    expect(found.map(({ elementId, line }) => [elementId, line])).toEqual([
      ['a-ie0', 3],
      ['a-r0c0', 3],
      ['a-r0c1', 3],
      ['a-t', 3],
      ['b-l', 4],
      ['c', 5],
    ]);
    expect(found.every(({ column }) => typeof column === 'number' && column >= 1)).toBe(true);
  });
});

describe('given a file that works but hardly as meant', () => {
  test('when a decision has no logic, then it is left out with a warning', async () => {
    const { decisions, problems: found } = await compileDecisions(file(drawn('a', '') + literal('1')));
    expect(decisions.map(({ key }) => key)).toEqual(['k']);
    expect(found).toEqual([expect.objectContaining({ severity: 'warning', elementId: 'a' })]);
  });

  test('when FEEL calls a function that nobody has, then it is a warning and the value is null', async () => {
    const { decisions, problems: found } = await compileDecisions(file(literal('riskOf(1)')));
    expect(found).toEqual([
      expect.objectContaining({
        severity: 'warning',
        reason: "FEEL has no function 'riskOf': its value is always null",
      }),
    ]);
    expect(evaluate(decisions[0]!).rows).toEqual([{ r: { type: 'Null', value: null } }]);
  });
});

describe('given FEEL nested or chained without end', () => {
  test.each([`${'('.repeat(5000)}1${')'.repeat(5000)}`, `1${'+1'.repeat(30_000)}`])(
    'when it is compiled, then it is refused, not a crash',
    async (text) => {
      const found = await problems(literal(text));
      expect(found.map(({ severity }) => severity)).toEqual(['late']);
    },
  );
});
