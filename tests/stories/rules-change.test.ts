import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AS_HOUSE } from '../house-token.ts';
import { type Office, openOffice, type Row } from './open-office.ts';
import { DAY_MS, Story } from './story.ts';

describe('given an administrator who changes one row of a table', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  /** Publishes a table in which `from` now reads `to`, as the editor does. */
  const change = async (path: string, from: RegExp, to: string): Promise<void> => {
    const table = readFileSync(`processes/${path}`, 'utf8');
    const changed = table.replace(from, to);
    expect(changed).not.toBe(table);
    const form = new FormData();
    form.set('deployment-name', 'change of a rule');
    form.set('table', new Blob([changed]), path.split('/').at(-1));
    const answer = await fetch(`${office.url}/engine-rest/deployment/create`, {
      method: 'POST',
      headers: AS_HOUSE,
      body: form,
    });
    expect(answer.status).toBe(200);
  };
  /** The output cell `column` of the rule whose first input is `input`. */
  const cell = (input: string, column: number) =>
    new RegExp(`(<text>"${input}"</text>(?:(?!</rule>)[\\s\\S])*?out-${column}"><text>)[^<]*`);

  it('when a unit is to be watched after seven working days, then the timer stands at the end of the seventh', async () => {
    await change('petition-handling/unit-watch.dmn', /<text>null<\/text>/, '<text>7</text>');
    const story = await Story.petition(office);
    const handling = await story.reach('unitReceive');
    const query = `subProcessInstance=${String(handling['processInstanceId'])}`;
    const [proxy] = await office.engine('GET', `/process-instance?${query}`);
    const where = `activityId=stalledHalfTime&processInstanceId=${String(proxy?.['id'])}`;
    const [timer] = await office.engine('GET', `/job?${where}`);
    const { unitInbox } = await story.entry();
    const sentDay = String((unitInbox as Row[])[0]?.['sentAt']).slice(0, 10);
    // Sent on Tuesday; the seventh working day after is the Thursday of the next week.
    expect([sentDay, timer?.['dueDate']]).toEqual(['2026-11-24', '2026-12-03T15:59:59.999+0000']);
    // For the others its half counts again.
    await change('petition-handling/unit-watch.dmn', /<text>null<\/text>/, '<text>null </text>');
  });

  it('when the law gives forty-five days instead of sixty, then the next petition is due then', async () => {
    const before = await Story.petition(office);
    await before.reach('confirmMandate');
    await change('petition-handling/statutory-deadline.dmn', cell('handleAppeal', 1), '$145');
    const after = await Story.petition(office);
    await after.reach('confirmMandate');
    const days = async (story: Story) => {
      const { acceptedAt, deadlineAt } = await story.entry();
      return (Date.parse(String(deadlineAt)) - Date.parse(String(acceptedAt))) / DAY_MS;
    };
    expect(await days(before)).toBeGreaterThanOrEqual(60);
    expect(await days(after)).toBeGreaterThanOrEqual(45);
    expect(await days(after)).toBeLessThan(55);
  });

  it('when the agent gets three days for the mandate, then the task is due then', async () => {
    const row = /(<text>"confirmMandate"<\/text><\/outputEntry>\s*<outputEntry[^>]*><text>)"[^"]*"/;
    await change('petition-intake/internal-period.dmn', row, '$1"P3D"');
    const story = await Story.petition(office);
    const task = await story.reach('confirmMandate');
    expect(Date.parse(String(task['due']).replace('+0000', 'Z')) - office.clock.now()).toBe(3 * DAY_MS);
  });

  it('when a silent unit shall lead to the district, then it does for new petitions, and old ones keep their rule', async () => {
    const old = await Story.petition(office);
    await old.reach('unitReceive');
    const row = /(<text>"unitSilent"<\/text>(?:(?!<\/rule>)[\s\S])*?out-1"><text>)"town"/;
    await change('proxy-handling/escalation-rule.dmn', row, '$1"district"');
    const young = await Story.petition(office);
    await young.reach('unitReceive');
    await young.days(32);
    const target = async (story: Story) => ((await story.entry())['escalations'] as Row[])[0]?.['targetLevel'];
    expect([await target(old), await target(young)]).toEqual(['town', 'district']);
  });

  it('when one expert is enough, then one voice makes the quorum', async () => {
    const row = /(<text>"health"<\/text>(?:(?!<\/rule>)[\s\S])*?out-2"><text>)2/;
    const heardBy = async () => {
      const story = await Story.dispute(office, { subjectCode: 'health' });
      await story.complete('expertOpinion', { expertVerdict: 'support' });
      await story.days(5);
      const [next] = (await story.open()).filter((name) => name === 'consultByHand' || name === 'holdMediation');
      return next;
    };
    expect(await heardBy()).toBe('consultByHand');
    await change('dispute-mediation/expert-panel.dmn', row, '$11');
    expect(await heardBy()).toBe('holdMediation');
  });

  it('when a unit is to be watched from a third of its period on, then the timer stands there', async () => {
    await change('petition-handling/unit-watch.dmn', /<text>0\.5<\/text>/, '<text>0.25</text>');
    const story = await Story.petition(office);
    const handling = await story.reach('unitReceive');
    const query = `subProcessInstance=${String(handling['processInstanceId'])}`;
    const [proxy] = await office.engine('GET', `/process-instance?${query}`);
    const where = `activityId=stalledHalfTime&processInstanceId=${String(proxy?.['id'])}`;
    const [timer] = await office.engine('GET', `/job?${where}`);
    const { deadlineAt, unitInbox } = await story.entry();
    const sentMs = Date.parse(String((unitInbox as Row[])[0]?.['sentAt']));
    const share =
      (Date.parse(String(timer?.['dueDate']).replace('+0000', 'Z')) - sentMs) /
      (Date.parse(String(deadlineAt)) - sentMs);
    expect(share).toBeCloseTo(0.25, 3);
  });
});
