import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { type Answers, Story } from './story.ts';

const appeal = { asksOwnRelief: true, aspect: 'service' };

describe('given a ladder of four levels', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it.each<[trigger: string, facts: Row, answers: Answers, first: Row]>([
    [
      'localFailed',
      {},
      { contactPetitioner: { pathChoice: 'solveHere', safetyThreat: false }, solveLocally: { localSolved: false } },
      { targetLevel: 'town', action: 'adviseFirstAgent' },
    ],
    [
      'needsPower',
      { needsPower: true },
      { diagnose: { diagnosis: 'coordinate' } },
      { targetLevel: 'town', action: 'coordinate' },
    ],
    [
      'crossDistrict',
      { crossDistrict: true },
      { diagnose: { diagnosis: 'coordinate' } },
      { targetLevel: 'city', action: 'coordinate' },
    ],
    ['none', { riskLevel: 3 }, {}, { targetLevel: 'district', degree: 'onSite' }],
    [
      'safetyThreat',
      {},
      { contactPetitioner: { pathChoice: 'unit', safetyThreat: true } },
      { targetLevel: 'community', action: 'callPolice' },
    ],
  ])(
    'when it is %s, then the table says who steps in, and the first agent stays the contact',
    async (trigger, facts, answers, first) => {
      const story = await Story.petition(office, { facts: { ...appeal, ...facts } }, answers);
      const end = await story.close();
      expect((end['escalations'] as Row[])[0]).toMatchObject({ trigger, ...first });
      expect(end).toMatchObject({
        state: 'archived',
        highestLevel: first['targetLevel'],
        assigneeName: expect.stringContaining('清江社区'),
      });
    },
  );

  it('when each level finds it too high, then it climbs town, district, city, and the leaders decide', async () => {
    const story = await Story.petition(
      office,
      {},
      {
        contactPetitioner: { pathChoice: 'solveHere', safetyThreat: false },
        solveLocally: { localSolved: false },
        diagnose: { diagnosis: 'tooHigh' },
        leaderDecision: { leaderSolved: true },
      },
    );
    expect(await story.close()).toMatchObject({ highestLevel: 'city', state: 'archived' });
    expect(await story.passed('diagnose')).toBe(3);
    expect(await story.passed('leaderDecision')).toBe(1);
    expect(await story.passed('petitionHandling')).toBe(0);
  });

  it('when the unit keeps silent, then the town sees half of its period go, and the district four fifths', async () => {
    const story = await Story.petition(office, {}, { diagnose: { diagnosis: 'supervise' } });
    await story.reach('collectFacts');
    const { deadlineAt, unitInbox } = await story.entry();
    const sentMs = Date.parse(String((unitInbox as Row[])[0]?.['sentAt']));
    const spanMs = Date.parse(String(deadlineAt)) - sentMs;
    await story.moveTo(sentMs + spanMs / 2 - 1000);
    expect((await story.entry())['escalations']).toEqual([]);
    await story.moveTo(sentMs + spanMs / 2 + 1000);
    expect((await story.entry())['escalations']).toMatchObject([
      { fromLevel: 'community', targetLevel: 'town', degree: 'call' },
    ]);
    await story.moveTo(sentMs + spanMs * 0.8 + 1000);
    expect(((await story.entry())['escalations'] as Row[])[1]).toMatchObject({
      fromLevel: 'town',
      targetLevel: 'district',
      degree: 'letter',
    });
    expect(await story.close()).toMatchObject({ highestLevel: 'district' });
  });

  it('when the superior does not move for fifteen days, then the next one sees it and the lead stays', async () => {
    const story = await Story.petition(office, { facts: { ...appeal, needsPower: true } });
    await story.reach('diagnose');
    await story.days(15);
    expect(await story.open()).toEqual(expect.arrayContaining(['diagnose', 'watchSuperior']));
    expect(await story.close()).toMatchObject({ highestLevel: 'town' });
  });

  it('when the petitioner rejects the result of the first round, then their rights are explained and nobody climbs', async () => {
    const story = await Story.petition(
      office,
      {},
      {
        phoneVisit: { overall: 'unsatisfied', carriedOut: 'yes', wantsReopen: true },
        explainRights: { nextStep: 'reopen' },
      },
    );
    const end = await story.close();
    expect(end['round']).toBe(2);
    expect((end['escalations'] as Row[]).at(-1)).toMatchObject({ trigger: 'rejectedByPetitioner', round: 2 });
  });

  it('when the accused unit is the town, then the district leads and nobody of the town is asked', async () => {
    const story = await Story.petition(office, { accusedUnitId: 'unit-990101001-town' });
    const task = await story.reach('confirmMandate');
    expect(String(task['assignee'])).toMatch(/^agent-990101-/);
    await story.close();
  });

  it('when the agent is named in the text, then another of the community takes it', async () => {
    const content = '我反映清江社区代理员甲一直没有回复楼道灯的事，请换人办理。';
    const story = await Story.petition(office, { content });
    const task = await story.reach('confirmMandate');
    expect(task['assignee']).toBe('agent-990101001001-2');
    await story.close();
  });

  it('when the resident can only sign, then the agent who can sign comes to the home', async () => {
    const story = await Story.petition(office, { facts: { ...appeal, specialNeed: 'signLanguage' } });
    expect((await story.reach('confirmMandate'))['assignee']).toBe('agent-990101001001-2');
    await story.close();
  });
});
