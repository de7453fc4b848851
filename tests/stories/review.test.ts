import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { type Answers, DAY_MS, Story } from './story.ts';

const REASON = { reason: '处理意见没有回应我的第二项诉求，请上级审查。' };

describe('given petitions that were answered', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  /** A petition whose opinion has just reached the petitioner; the rest of its first round is played to the end. */
  const answered = async (answers: Answers = {}): Promise<Story> => {
    const story = await Story.petition(office, {}, { draftOpinion: { opinionResult: 'notSupport' }, ...answers });
    await story.close();
    return story;
  };
  const ask = (story: Story, body: Row = REASON) => office.request('POST', `/api/petitions/${story.key}/reviews`, body);
  const reviews = (story: Story) => office.api<Row[]>('GET', `/petitions/${story.key}/reviews`);
  const deliveredMs = async (story: Story, template: string): Promise<number> => {
    const letters = await office.api<Row[]>('GET', `/petitions/${story.key}/documents`);
    return Date.parse(String(letters.findLast((letter) => letter['template'] === template)?.['deliveredAt']));
  };

  it('when the next higher body upholds, then a re-review by the one above it makes the matter final', async () => {
    const story = await answered();
    expect((await ask(story)).body).toMatchObject({ stage: 'review' });
    const examine = await story.reach('examine');
    expect(String(examine['assignee'])).toMatch(/^agent-990101-/);
    expect((await ask(story)).status).toBe(409);
    await story.close();
    expect((await ask(story)).body).toMatchObject({ stage: 'reReview' });
    const again = await story.reach('examine');
    expect(String(again['assignee'])).toMatch(/^agent-9901-/);
    await story.close();
    expect(await reviews(story)).toMatchObject([
      { stage: 'review', state: 'decided', decision: 'uphold' },
      { stage: 'reReview', state: 'decided', decision: 'uphold' },
    ]);
    expect((await story.letters()).filter((template) => template === 'reviewOpinion')).toHaveLength(2);
    expect((await ask(story)).status).toBe(409);
    const first = await story.entry();
    const repeated = await Story.petition(office, {
      name: `故事居民${/第(\d+)件/.exec(String(first['text']))?.[1]}`,
      phone: `0000-${String(/第(\d+)件/.exec(String(first['text']))?.[1]).padStart(7, '0')}`,
      content: first['text'],
      earlierBusinessKey: story.key,
    });
    expect(await repeated.close()).toMatchObject({ state: 'declined', outcome: 'FINAL' });
    expect(await repeated.letters()).toEqual(['noLongerAcceptNotice']);
  });

  it('when the review revokes the opinion, then the unit does it again as a new round of the same number', async () => {
    const story = await answered({ decideReview: { reviewDecision: 'revokeAndRedo' } });
    const before = await story.entry();
    await ask(story);
    await story.reach('unitReceive');
    expect(await story.entry()).toMatchObject({ state: 'handling', round: 2, deadlineAt: before['deadlineAt'] });
    expect(await story.close()).toMatchObject({ state: 'archived', round: 2 });
    expect((await story.letters()).filter((template) => template === 'handlingOpinion')).toHaveLength(2);
  });

  it('when it is asked for on the thirtieth day, then it is looked at; a day later it is refused with a letter', async () => {
    for (const late of [false, true]) {
      const story = await Story.petition(office, {}, { draftOpinion: { opinionResult: 'notSupport' } });
      await story.reach('explainResult');
      const day = Math.floor(((await deliveredMs(story, 'handlingOpinion')) + 8 * 3_600_000) / DAY_MS) * DAY_MS;
      const lastMs = await lastMomentOf(day + 30 * DAY_MS);
      await story.close();
      await story.moveTo(late ? lastMs + 1 : lastMs);
      await ask(story);
      await story.close();
      expect((await reviews(story))[0]).toMatchObject({ state: late ? 'refused' : 'decided' });
      expect((await story.letters()).includes('reviewRefusal')).toBe(late);
    }
  });

  it('when the reviewer declares an interest in the middle, then another goes on with the open task', async () => {
    const story = await answered();
    await ask(story);
    const first = (await story.reach('examine'))['assignee'];
    expect(await story.say('recusal', { agentId: first, reason: '与信访人是亲属' })).toBe(200);
    const second = (await story.reach('examine'))['assignee'];
    expect(second).not.toBe(first);
    expect(String(second)).toMatch(/^agent-990101-/);
    await story.close();
    expect((await reviews(story))[0]).toMatchObject({ state: 'decided' });
  });

  it('when a body is asked that is not above the unit, then it says so', async () => {
    const story = await answered();
    await ask(story, { ...REASON, askedUnitId: 'unit-990102001-town' });
    await story.close();
    expect(await reviews(story)).toMatchObject([{ state: 'refused' }]);
  });

  it('when it is not decided in thirty days, then the petition office is pressed, and it is decided all the same', async () => {
    const story = await answered();
    await ask(story);
    await story.reach('examine');
    const [review] = await reviews(story);
    await story.moveTo(review?.['dueAt']);
    expect(await story.passed('reportReviewOverdue')).toBe(1);
    expect(await story.open()).toContain('examine');
    await story.close();
    expect((await reviews(story))[0]).toMatchObject({ decision: 'uphold' });
    expect(await story.letters()).toContain('supervisionOrder');
  });

  it('when a hearing is held in a re-review, then its days are not counted; in a review they are', async () => {
    const story = await answered({ examine: { hearingNeeded: true } });
    for (const stage of ['review', 'reReview']) {
      await ask(story);
      await story.reach('holdHearing');
      const before = (await reviews(story)).at(-1);
      await story.days(5);
      await story.complete('holdHearing');
      await story.quiet();
      const after = (await reviews(story)).at(-1);
      const moved = Date.parse(String(after?.['dueAt'])) - Date.parse(String(before?.['dueAt']));
      expect(moved).toBe(stage === 'reReview' ? 5 * DAY_MS : 0);
      await story.close();
    }
  });

  it('when the petitioner says at the visit that they disagree, then the review begins without a second form', async () => {
    const story = await Story.petition(
      office,
      {},
      {
        draftOpinion: { opinionResult: 'explain' },
        phoneVisit: { overall: 'unsatisfied', carriedOut: 'yes', wantsReopen: false },
        explainRights: { nextStep: 'review' },
      },
    );
    await story.close();
    expect(await reviews(story)).toMatchObject([{ stage: 'review', state: 'decided' }]);
  });

  it('when nothing was answered yet, then there is nothing to review', async () => {
    const story = await Story.petition(office);
    await story.reach('unitReceive');
    expect((await ask(story)).status).toBe(409);
    expect((await ask(story, { reason: '短' })).status).toBe(422);
    await story.close();
  });

  /** The last millisecond of a day in China, or of the next working day. @param dayMs its midnight, as UTC */
  async function lastMomentOf(dayMs: number): Promise<number> {
    const weekday = new Date(dayMs).getUTCDay();
    const moved = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
    const newYear = new Date(dayMs + moved * DAY_MS).toISOString().slice(5, 10) === '01-01' ? 1 : 0;
    return dayMs + (moved + newYear + 1) * DAY_MS - 8 * 3_600_000 - 1;
  }
});
