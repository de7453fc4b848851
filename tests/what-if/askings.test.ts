import { describe, expect, it } from 'vitest';
import { compileDecisions } from '../../server/engine/decisions/compile-decisions.ts';
import { AskingKeeper, SameAnswers } from '../../server/what-if/askings.ts';

interface Rule {
  when: string;
  say: string;
}

/** A table with one input and one output. */
const table = (input: string, rules: readonly Rule[], language = 'feel') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="test">
  <decision id="level" name="level"><decisionTable id="t" hitPolicy="FIRST">
    <input id="i"><inputExpression id="ie" typeRef="integer" expressionLanguage="${language}"><text>${input}</text></inputExpression></input>
    <output id="o" name="level" typeRef="string" />
    ${rules.map(({ when, say }, at) => `<rule id="r${at}"><inputEntry id="i${at}"><text>${when}</text></inputEntry><outputEntry id="o${at}"><text>${say}</text></outputEntry></rule>`).join('\n    ')}
  </decisionTable></decision>
</definitions>`;

const LATE = { when: '&gt;= 10', say: '"town"' };
const ELSE = { when: '', say: '"community"' };

async function compiled(xml: string) {
  const { decisions } = await compileDecisions(xml);
  const [decision] = decisions;
  if (!decision) throw new Error('no decision');
  return decision;
}

async function askings(xml: string, ...days: readonly number[]) {
  const keeper = new AskingKeeper();
  const decision = await compiled(xml);
  for (const value of days) {
    const variables = (name: string) => (name === 'days' ? { type: 'Integer', value } : undefined);
    keeper.evaluate(decision, variables, { now: 0, names: () => ['days'] });
  }
  return keeper.askings;
}

describe('given what a table was asked on the way of a petition', () => {
  it.each([
    ['is the same', table('days', [LATE, ELSE]), true],
    ['says the same by other rows', table('days', [{ when: '&gt; 9', say: '"town"' }, ELSE]), true],
    ['says something else to others only', table('days', [{ when: '&gt;= 30', say: '"district"' }, LATE, ELSE]), true],
    ['says something else to one of them', table('days', [{ when: '&gt;= 12', say: '"district"' }, LATE, ELSE]), false],
    ['says nothing to one of them', table('days', [LATE]), false],
    ['asks for what nobody asked for', table('silence', [LATE, ELSE]), false],
    ['asks for it beside', table('days', [{ when: '&gt;= silence', say: '"town"' }, ELSE]), false],
    ['looks at the clock', table('days', [{ when: '? &gt;= 10 and now() != null', say: '"town"' }, ELSE]), false],
    ['fails', table('days', [LATE, { when: '', say: 'date("no")' }]), false],
  ])('when the changed table %s, then whether it says the same is known', async (_, xml, same) => {
    const changed = { processes: new Map(), decisions: new Map([['level', await compiled(xml)]]) };
    const asked = await askings(table('days', [LATE, ELSE]), 3, 12, 3, 20);

    expect(asked.length).toBe(3);
    expect(new SameAnswers(changed).toAll(asked)).toBe(same);
  });

  it('when the table looked at the clock, or failed, then it is not known to say the same, unless it is not changed', async () => {
    const timely = table('days', [{ when: '? &gt;= 10 and now() != null', say: '"town"' }, ELSE]);
    const asked = await askings(timely, 12);
    const changed = { processes: new Map(), decisions: new Map([['level', await compiled(timely)]]) };

    expect(new SameAnswers(changed).toAll(asked)).toBe(false);
    expect(new SameAnswers({ processes: new Map(), decisions: new Map() }).toAll(asked)).toBe(true);
    const failing = table('days', [{ when: '', say: 'nobody knows (' }]);
    const keeper = new AskingKeeper();
    const decision = await compiled(failing);
    const asking = () => keeper.evaluate(decision, () => undefined, { now: 0 });
    expect(asking).toThrow();
    expect(keeper.askings.map((each) => JSON.parse(each).said)).toEqual([null]);
  });
});
