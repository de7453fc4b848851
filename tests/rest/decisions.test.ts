import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decision, file, literal, table } from '../engine/decisions/dmn.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** Answers as the reference engine gives them. */
describe('given deployed decisions', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  async function deployed(body: string): Promise<string> {
    const { status, body: deployment } = await server.deploy({ 'd.dmn': file(body) });
    expect(status).toBe(200);
    return deployment.id;
  }
  async function evaluated(body: string, variables: Record<string, unknown> = {}) {
    await deployed(body);
    return server.call('POST', '/decision-definition/key/k/evaluate', {
      variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    });
  }

  it.each([
    ['a text', '"abc"', 'abc'],
    ['a number', '12.5', 12.5],
    ['a list', '[1, 2]', [1, 2]],
    ['a context', '{a: 1}', { a: 1 }],
  ])('when an output has no type, then %s is answered as it is, without a type', async (_what, cell, value) => {
    const answer = await evaluated(table({ inputs: ['1'], rules: [['-', cell]] }));
    expect(answer.body).toEqual([{ r: { type: null, value, valueInfo: null } }]);
  });

  it.each([
    ['an overflow of Integer wraps around', 'integer', '2147483647', 'Integer', -2147483648],
    ['a time loses seconds that are none', 'string', 'time("10:00:00")', 'String', '10:00'],
    ['a duration counts days in hours', 'string', 'duration("P1DT2H3M")', 'String', 'PT26H3M'],
  ])('when values become text or sums, then %s, as in Java', async (_what, type, cell, answered, value) => {
    const isSum = type === 'integer';
    const drawing = table({
      ...(isSum ? { hit: 'COLLECT', aggregation: 'SUM' } : {}),
      inputs: ['1'],
      outputs: [{ name: 'r', type }],
      rules: isSum
        ? [
            ['-', cell],
            ['-', '1'],
          ]
        : [['-', cell]],
    });
    expect((await evaluated(drawing)).body).toEqual([{ r: { type: answered, value, valueInfo: {} } }]);
  });

  it('when cells are in JavaScript, then they see variables and the input under its names', async () => {
    const drawing = table({
      inputs: [{ text: 'a + 1', language: 'javascript', variable: 'more' }],
      entryLanguage: 'javascript',
      outputLanguage: 'javascript',
      rules: [
        ['cellInput > 9', '"large"'],
        ['more > 2', '`${a} of ${Object.keys({ a }).length}`'],
        ['more < 2', '"small"'],
      ],
    });
    expect((await evaluated(drawing, { a: 2 })).body).toMatchObject([{ r: { value: '2 of 1' } }]);
    expect(await evaluated(literal('nowhere.else', { language: 'javascript' }))).toMatchObject({
      status: 500,
      body: { type: 'RestException', message: expect.stringMatching(/^Cannot evaluate decision k:.*nowhere/) },
    });
  });

  it('when several rules of a unique table match, then the answer names the decision and the rules', async () => {
    const drawing = table({
      inputs: ['1'],
      rules: [
        ['-', '1'],
        ['-', '2'],
      ],
    });
    expect(await evaluated(drawing)).toMatchObject({
      status: 500,
      body: {
        type: 'RestException',
        message: expect.stringMatching(/^Cannot evaluate decision k:\d+:.*DMN-03001.*k-r0, k-r1/),
      },
    });
  });

  it.each(['context', 'invocation', 'relation', 'list', 'functionDefinition'])(
    'when a decision is a boxed %s, then it is left out with a warning, unless another requires it',
    async (tag) => {
      const boxed = decision('boxed', `<${tag} id="b"/>`, [], '<variable id="v" name="r"/>');
      const beside = await server.deploy({ 'd.dmn': file(boxed + literal('1')) });
      expect(beside.body.warnings['d.dmn'][0].message).toMatch(/DMN-02001.*'boxed' will be ignored/);
      expect((await server.call('GET', `/decision-definition?deploymentId=${beside.body.id}`)).body).toHaveLength(1);
      const required = await server.deploy({ 'd.dmn': file(boxed + literal('1', { requires: ['boxed'] })) });
      expect(required).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining("it requires 'boxed'") },
      });
    },
  );

  it('when decisions require others, then each evaluation is history with its definition, inputs, outputs and rules', async () => {
    const id = await deployed(
      table({
        inputs: ['x', 'lit'],
        rules: [['>0', '>0', 'string(x) + "/" + string(lit)']],
        requires: ['b', 'c'],
      }) +
        table({
          id: 'b',
          inputs: ['a'],
          outputs: [{ name: 'x', type: 'integer' }],
          rules: [
            ['>100', '1'],
            ['-', 'a * lit'],
          ],
          requires: ['c'],
        }) +
        literal('a + 10', { id: 'c', name: 'lit', type: 'integer' }),
    );
    await server.call('POST', '/decision-definition/key/k/evaluate', { variables: { a: { value: 2 } } });
    const definitions = (await server.call('GET', `/decision-definition?deploymentId=${id}`)).body;
    const [drd] = (await server.call('GET', `/decision-requirements-definition?deploymentId=${id}`)).body;
    expect([...definitions, drd].map(({ category }) => category)).toEqual(['n', 'n', 'n', 'n']);
    const query = `/history/decision-instance?decisionRequirementsDefinitionId=${drd.id}`;
    const all: { decisionDefinitionKey: string; decisionDefinitionId: string; id: string }[] = (
      await server.call('GET', `${query}&includeInputs=true&includeOutputs=true`)
    ).body;
    const of = (key: string) => all.find((one) => one.decisionDefinitionKey === key)!;
    const root = of('k').id;
    expect(all).toHaveLength(3);
    for (const one of all)
      expect(definitions).toContainEqual(
        expect.objectContaining({ id: one.decisionDefinitionId, key: one.decisionDefinitionKey }),
      );
    expect(of('k')).toMatchObject({
      rootDecisionInstanceId: null,
      inputs: [{ value: 24 }, { value: 12 }],
      outputs: [{ value: '24/12', ruleId: 'k-r0', ruleOrder: 1 }],
    });
    // The order counts the rules that matched; the id says which row it was.
    expect(of('b')).toMatchObject({
      rootDecisionInstanceId: root,
      inputs: [{ value: 2 }],
      outputs: [{ variableName: 'x', value: 24, ruleId: 'b-r1', ruleOrder: 1 }],
    });
    expect(of('c')).toMatchObject({
      rootDecisionInstanceId: root,
      inputs: [],
      outputs: [{ variableName: 'lit', value: 12, ruleId: null, ruleOrder: null }],
    });
    expect((await server.call('GET', `${query}&rootDecisionInstancesOnly=true`)).body).toMatchObject([{ id: root }]);
    const family = await server.call('GET', `/history/decision-instance?rootDecisionInstanceId=${root}`);
    expect(family.body).toHaveLength(3);
  });
});
