import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { DAY_MS, Story } from './story.ts';

describe('given the limits of the law', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const orders = async (story: Story) =>
    ((await story.entry())['supervisionOrders'] as Row[]).map((order) => `${order['reason']}:${order['degree']}`);

  it('when it is not routed in fifteen days, then the office is pressed on the first day after, not before', async () => {
    const story = await Story.petition(office, { facts: {} });
    await story.reach('confirmClassification');
    const { deadlineAt, deadlineKind } = await story.entry();
    expect(deadlineKind).toBe('intake');
    await story.moveTo(Date.parse(String(deadlineAt)) - 1);
    expect(await orders(story)).toEqual([]);
    await story.moveTo(Date.parse(String(deadlineAt)) + 1);
    expect(await orders(story)).toEqual(['intakeOverdue:letter']);
    expect(await story.close()).toMatchObject({ state: 'archived' });
  });

  it.each([
    ['in the last moment of the fifth working day', 0, 1],
    ['in the first moment of the sixth', 1, 0],
  ])('when the unit objects %s, then it is heard or told that it is too late', async (_when, laterMs, heard) => {
    const story = await Story.petition(office, {}, { decideObjection: { objectionAccepted: false } });
    await story.reach('unitReceive');
    const { unitInbox } = await story.entry();
    const sentMs = Date.parse(String((unitInbox as Row[])[0]?.['sentAt']));
    await story.moveTo(lastMomentOfWorkday(sentMs, 5) + laterMs);
    const reason = '电梯属特种设备，应由市场监管部门主办，我单位无此职权。';
    expect(await story.say('unit-objection', { reason })).toBe(200);
    expect((await story.open()).filter((name) => name === 'decideObjection')).toHaveLength(heard);
    expect(await story.passed('objectionTooLate')).toBe(1 - heard);
    expect(await story.close()).toMatchObject({ state: 'archived' });
  });

  it('when the opinion is out in the last hour of the sixtieth day, then it is on time', async () => {
    const story = await Story.petition(office);
    await story.reach('collectFacts');
    const { acceptedAt, deadlineAt } = await story.entry();
    expect(Date.parse(String(deadlineAt)) - Date.parse(String(acceptedAt))).toBeGreaterThanOrEqual(60 * DAY_MS);
    await story.moveTo(Date.parse(String(deadlineAt)) - 1);
    expect(await story.entry()).toMatchObject({ late: false });
    expect(await orders(story)).not.toContain('unitLate:letter');
    await story.close();
  });

  it('when it is not, then the unit is pressed at once, and the task stays open', async () => {
    const story = await Story.petition(office);
    await story.reach('collectFacts');
    const { deadlineAt } = await story.entry();
    await story.moveTo(Date.parse(String(deadlineAt)) + 1);
    expect(await story.entry()).toMatchObject({ late: true });
    expect(await orders(story)).toContain('unitLate:letter');
    expect(await story.open()).toContain('collectFacts');
    expect(await story.close()).toMatchObject({ state: 'archived' });
  });

  it('when thirty more days are asked for on the last day, then they are given; thirty-one are refused', async () => {
    const story = await Story.petition(office);
    await story.reach('collectFacts');
    const { deadlineAt } = await story.entry();
    await story.moveTo(Date.parse(String(deadlineAt)) - 1);
    const reason = '需要委托第三方检测，检测周期较长';
    expect(await story.say('extension-request', { days: 31, reason })).toBe(422);
    expect(await story.say('extension-request', { days: 30, reason })).toBe(200);
    await story.complete('approveExtension', { extensionApproved: true, extensionDays: 30 });
    await story.quiet();
    const { deadlineAt: moved, extendedFrom } = await story.entry();
    expect(extendedFrom).toBe(deadlineAt);
    // The law's own limit is not made longer by a holiday.
    expect(Date.parse(String(moved)) - Date.parse(String(deadlineAt))).toBe(30 * DAY_MS);
    expect(await story.close()).toMatchObject({ state: 'archived' });
  });

  it('when the deadline has passed, then no extension brings it back', async () => {
    const story = await Story.petition(office);
    await story.reach('collectFacts');
    const { deadlineAt } = await story.entry();
    await story.moveTo(Date.parse(String(deadlineAt)) + 1);
    await story.say('extension-request', { days: 5, reason: '需要委托第三方检测电梯' });
    await story.complete('approveExtension', { extensionApproved: true, extensionDays: 5 });
    await story.quiet();
    expect(await story.entry()).toMatchObject({ extendedFrom: null, deadlineAt });
    await story.close();
  });

  it('when a promise to carry out is broken, then the unit is pressed on that day', async () => {
    const carryOutBy = new Date(office.clock.now() + 400 * DAY_MS).toISOString().replace('Z', '+0000');
    const story = await Story.petition(office, {}, { draftOpinion: { opinionResult: 'support', carryOutBy } });
    await story.reach('carryOut');
    await story.moveTo(office.clock.now() + 401 * DAY_MS);
    expect(await orders(story)).toContain('notCarriedOut:letter');
    await story.close();
  });

  it('when a unit answers no order, then each degree follows the last, up to accountability', async () => {
    const story = await Story.petition(office, { facts: {} });
    await story.reach('confirmClassification');
    const { deadlineAt } = await story.entry();
    await story.moveTo(Date.parse(String(deadlineAt)) + 1);
    for (const days of [5, 10, 10]) await story.days(days);
    expect(await orders(story)).toEqual(['intakeOverdue:letter', 'intakeOverdue:onSite', 'intakeOverdue:interview']);
    await story.reach('proposeAccountability');
    await story.close();
  });

  it('when an official is accused, then it is passed on within its fifteen days: in the hour it came', async () => {
    const receivedMs = office.clock.now();
    const content = '某街道办事处一名干部收受好处，给违建开绿灯，请查处。';
    const story = await Story.petition(office, { content, facts: { allegesOfficialMisconduct: true } });
    await story.quiet();
    expect(await story.entry()).toMatchObject({ state: 'sealed', sealNo: expect.any(String) });
    expect(office.clock.now()).toBe(receivedMs);
  });

  it('when the unit signs for it, then the petitioner is told in that hour, be it the fifteenth day', async () => {
    const story = await Story.petition(office);
    await story.reach('unitReceive');
    expect(await story.letters()).not.toContain('receptionNotice');
    await story.days(15);
    await story.complete('unitReceive', { legalRoute: 'petition' });
    await story.quiet();
    const letters = await office.api<Row[]>('GET', `/petitions/${story.key}/documents`);
    const notice = letters.find((letter) => letter['template'] === 'receptionNotice');
    expect(Date.parse(String(notice?.['sentAt']))).toBe(office.clock.now());
    await story.close();
  });
});

/** The last moment of the n-th working day after a moment, in an office that closes at weekends and on New Year's Day. */
function lastMomentOfWorkday(fromMs: number, count: number): number {
  const chinaMs = 8 * 3_600_000;
  let dayMs = Math.floor((fromMs + chinaMs) / DAY_MS) * DAY_MS;
  for (let left = count; left > 0; ) {
    dayMs += DAY_MS;
    const day = new Date(dayMs);
    if (day.getUTCDay() % 6 !== 0 && day.toISOString().slice(5, 10) !== '01-01') left -= 1;
  }
  return dayMs + DAY_MS - chinaMs - 1;
}
