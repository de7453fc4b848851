import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { DAY_MS, Story } from './story.ts';

describe('given what people propose', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const read = (story: Story) => office.api('GET', `/suggestions/${story.key}`);

  it('when it is studied, argued and converted, then it is public without a name and the proposer is told', async () => {
    const story = await Story.suggestion(
      office,
      {},
      {
        screen: { screening: 'study', leaderWanted: true },
        decideReward: { rewarded: true },
      },
    );
    expect(await story.close()).toMatchObject({ state: 'concluded', outcome: 'adopted' });
    expect(await read(story)).toMatchObject({
      screening: 'study',
      track: 'standard',
      verdict: 'feasible',
      conversionKind: 'service',
      rewarded: true,
      url: `/suggestions/${story.key}`,
    });
    expect(await story.letters()).toEqual(expect.arrayContaining(['receiptNote', 'suggestionFeedback']));
    expect(await story.passed('leaderInstructs')).toBe(1);
    expect(await story.passed('argue')).toBe(3);
  });

  it('when one unit can decide it, then the study is due in fifteen days, else in thirty', async () => {
    for (const [oneUnitDecides, days] of [
      [true, 15],
      [false, 30],
    ] as const) {
      const story = await Story.suggestion(office, { facts: { oneUnitDecides } });
      const task = await story.reach('study');
      const due = Date.parse(String(task['due']).replace('+0000', 'Z'));
      expect(due - office.clock.now()).toBe(days * DAY_MS);
      await story.close();
    }
  });

  it('when another has the same idea, then both hear what became of it', async () => {
    const idea = {
      title: '延长行人绿灯时间',
      problem: '小学门口的路口放学时行人绿灯只有十五秒，孩子走不完。',
      proposal: '把小学门口路口的行人绿灯延长到二十五秒。',
    };
    const first = await Story.suggestion(office, idea);
    await first.reach('study');
    const second = await Story.suggestion(office, idea, { screen: { screening: 'merge' } });
    expect(await second.close()).toMatchObject({ state: 'merged', duplicateOf: first.key });
    await first.close();
    expect(await read(first)).toMatchObject({ proposers: 2 });
    expect((await first.letters()).filter((template) => template === 'suggestionFeedback')).toHaveLength(2);
  });

  it.each([
    ['inform', { alreadyPractice: true }, 'redirected'],
    ['outOfScope', { noContent: true }, 'declined'],
  ])('when the screening says %s, then nobody studies it and the proposer is answered', async (way, facts, state) => {
    const story = await Story.suggestion(office, { facts }, { screen: { screening: way } });
    await story.reach('screen');
    expect(await story.close()).toMatchObject({ state });
    expect(await story.letters()).toEqual(expect.arrayContaining(['receiptNote', 'suggestionFeedback']));
    expect(await story.passed('study')).toBe(0);
  });

  it("when it asks for the proposer's own relief, then it becomes a petition without a second form", async () => {
    const story = await Story.suggestion(
      office,
      { facts: { asksOwnRelief: true } },
      { screen: { screening: 'notSuggestion' } },
    );
    await story.close();
    const { items } = await office.api('GET', '/petitions?sortBy=receivedAt&sortOrder=desc');
    const petition = new Story(office, String((items as Row[])[0]?.['businessKey']), {});
    expect(petition.key).toMatch(/^XF-/);
    expect(await petition.close()).toMatchObject({ state: 'archived' });
  });

  it('when it names misconduct, then what becomes of it is sealed from its first moment', async () => {
    const story = await Story.suggestion(
      office,
      { facts: { namesMisconduct: true } },
      { screen: { screening: 'notSuggestion' } },
    );
    await story.close();
    const { items } = await office.api('GET', '/petitions?sealed=true');
    expect(items).toMatchObject([{ sealed: true, state: 'sealed' }]);
    expect(JSON.stringify(await office.api('GET', '/petitions'))).not.toContain(story.key);
  });

  it('when the leader speaks before being asked, then nobody asks again', async () => {
    const story = await Story.suggestion(office, {}, { screen: { screening: 'study', leaderWanted: true } });
    await story.reach('study');
    expect(await story.say('leader-instruction', { instruction: '请交警部门研究后尽快试行。' })).toBe(200);
    await story.close();
    expect(await story.passed('leaderInstructs')).toBe(0);
    expect(JSON.stringify(await office.engine('GET', '/history/variable-instance'))).not.toContain('尽快试行');
  });

  it('when it is not feasible, then the proposer is told the reason and nothing is published', async () => {
    const story = await Story.suggestion(office, {}, { concludeArgument: { verdict: 'no' } });
    expect(await story.close()).toMatchObject({ state: 'concluded', outcome: 'notAdopted' });
    expect(await read(story)).toMatchObject({ verdict: 'no', url: null });
  });

  it('when it answers a campaign, then it is studied as one, and outside its days it is not taken', async () => {
    const today = new Date(office.clock.now()).toISOString().slice(0, 10);
    const campaign = { title: '平安出行金点子', kind: 'themed', fromDay: today, toDay: today };
    const { id } = await office.api('POST', '/campaigns', campaign);
    const story = await Story.suggestion(office, { campaignId: id });
    expect(await story.close()).toMatchObject({ outcome: 'adopted' });
    expect(await read(story)).toMatchObject({ track: 'campaign' });
    const late = await office.request('POST', '/api/suggestions', { campaignId: id });
    expect(late.status).toBe(422);
  });

  it('when the proposer is not answered in sixty days, then the unit is pressed', async () => {
    const story = await Story.suggestion(office);
    await story.reach('study');
    const { deadlineAt, receivedAt } = await story.entry();
    expect(Date.parse(String(deadlineAt)) - Date.parse(String(receivedAt))).toBeGreaterThanOrEqual(60 * DAY_MS);
    await story.moveTo(Date.parse(String(deadlineAt)) - 1);
    expect(await story.passed('superviseReply')).toBe(0);
    await story.moveTo(deadlineAt);
    expect((await story.entry())['supervisionOrders']).toMatchObject([{ reason: 'suggestionOverdue' }]);
    await story.close();
  });

  it('when the conversion is late, then the unit is pressed and it is converted all the same', async () => {
    const soon = new Date(office.clock.now() + 200 * DAY_MS).toISOString().replace('Z', '+0000');
    const story = await Story.suggestion(
      office,
      {},
      {
        planConversion: { conversionKind: 'project', conversionBy: soon },
      },
    );
    await story.reach('convert');
    await story.moveTo(office.clock.now() + 201 * DAY_MS);
    await story.quiet();
    expect((await story.entry())['supervisionOrders']).toMatchObject([{ reason: 'conversionLate' }]);
    expect(await story.close()).toMatchObject({ outcome: 'adopted' });
  });

  it('when a petition proposes an improvement, then it becomes a suggestion that names where it came from', async () => {
    const petition = await Story.petition(office, { facts: { proposesImprovement: true } });
    expect(await petition.close()).toMatchObject({ state: 'transferred', outcome: 'startSuggestion' });
    const events = (await petition.entry())['events'] as Row[];
    const turned = events.find((event) => event['action'] === 'turnedIntoSuggestion');
    const suggestion = new Story(office, String((turned?.['detail'] as Row | undefined)?.['suggestionKey']), {});
    expect(suggestion.key).toMatch(/^JY-/);
    expect(await suggestion.close()).toMatchObject({ outcome: 'adopted' });
  });
});
