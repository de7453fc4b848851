import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { Story } from './story.ts';

const appeal = { asksOwnRelief: true, aspect: 'service' };

describe('given what comes in at the community home', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it.each<[what: string, form: Row, state: string, outcome: string, letter: string]>([
    ['a judged matter', { facts: appeal, litigationState: 'judged' }, 'declined', 'COURT', 'declineNotice'],
    ['a place outside', { facts: { ...appeal, inOwnArea: false } }, 'redirected', 'OUT_OF_AREA', 'declineNotice'],
    ['another body', { facts: { ...appeal, subjectOwner: 'otherBody' } }, 'redirected', 'NOT_OURS', 'declineNotice'],
    [
      'another procedure',
      { facts: { ...appeal, subjectOwner: 'party' } },
      'redirected',
      'OTHER_PROCEDURE',
      'diversionNotice',
    ],
    ['a final matter', { facts: { ...appeal, finalAfterReReview: true } }, 'declined', 'FINAL', 'noLongerAcceptNotice'],
    [
      'an open review window',
      { facts: { ...appeal, reviewWindowOpen: true } },
      'redirected',
      'USE_REVIEW',
      'reviewGuide',
    ],
  ])(
    'when %s is brought, then it is registered and answered with the right way',
    async (_what, form, state, outcome, letter) => {
      const story = await Story.petition(office, form);
      expect(await story.close()).toMatchObject({ state, outcome, acceptedAt: null });
      expect(await story.letters()).toEqual([letter]);
      expect(await story.passed('sendToUnit')).toBe(0);
    },
  );

  it('when it is only a question, then it is answered on the spot', async () => {
    const story = await Story.petition(office, { facts: { questionOnly: true } });
    expect(await story.close()).toMatchObject({ state: 'concluded', outcome: 'answeredOnSpot' });
  });

  it('when nobody can tell what it is, then a person says so before anything is decided', async () => {
    const story = await Story.petition(office, { facts: {} });
    await story.reach('confirmClassification');
    expect(await story.close()).toMatchObject({ kind: 'appeal', state: 'archived' });
  });

  it('when an official is accused, then it is sealed and the accused unit never hears of it', async () => {
    const accusedUnitId = 'unit-990101001-town';
    const facts = { allegesOfficialMisconduct: true };
    const story = await Story.petition(office, { facts, accusedUnitId });
    expect(await story.close()).toMatchObject({ sealed: true, state: 'sealed' });
    expect(await story.passed('sendToUnit')).toBe(0);
    expect(await story.passed('assignFirstAgent')).toBe(0);
    const listed = await office.api('GET', '/petitions?maxResults=200');
    expect(JSON.stringify(listed)).not.toContain(story.key);
  });

  it('when a mandate is answered, then the unit reports back; a forwarded one needs no report', async () => {
    const mandate = await Story.petition(office, { facts: { ...appeal, needsFeedback: true } });
    await mandate.close();
    const forward = await Story.petition(office);
    await forward.close();
    expect([await mandate.passed('reportBack'), await forward.passed('reportBack')]).toEqual([1, 0]);
  });

  it('when the unit finds a legal procedure, then it is led there and closed', async () => {
    const story = await Story.petition(office, {}, { unitReceive: { legalRoute: 'reconsideration' } });
    expect(await story.close()).toMatchObject({
      outcome: 'reconsideration',
      diversions: [{ procedure: 'reconsideration' }],
    });
    expect(await story.letters()).toContain('diversionNotice');
  });

  it('when a hearing is needed, then it is held before the opinion', async () => {
    const story = await Story.petition(office, {}, { collectFacts: { hearingNeeded: true, mediationPossible: false } });
    expect(await story.close()).toMatchObject({ state: 'archived' });
    expect(await story.passed('holdHearing')).toBe(1);
  });

  it('when the unit sees a way to mediate, then it is tried before the opinion', async () => {
    const story = await Story.petition(office, {}, { collectFacts: { hearingNeeded: false, mediationPossible: true } });
    expect(await story.close()).toMatchObject({ state: 'archived' });
    expect(await story.passed('registerAgreement')).toBe(1);
  });

  it('when no proxy is wanted, then the unit handles it and the resident is told all the same', async () => {
    const story = await Story.petition(office, { wantsProxy: false });
    expect(await story.close()).toMatchObject({ state: 'archived' });
    expect(await story.passed('confirmMandate')).toBe(0);
  });

  it('when it comes again after its end, then it is linked to the first and the superior leads', async () => {
    const who = { name: '故事重访人', phone: '0000-9999999', content: '三号楼的水管又爆了，物业说不归他们管。' };
    const first = await Story.petition(office, who);
    await first.close();
    const second = await Story.petition(office, who);
    const end = await second.close();
    expect(end).toMatchObject({ repeatOf: first.key, highestLevel: 'town', state: 'archived' });
    expect((end['escalations'] as Row[])[0]).toMatchObject({ trigger: 'repeatPetition' });
  });

  it('when the result was not carried out, then it is reopened once under the same number, and the clock stands', async () => {
    const story = await Story.petition(
      office,
      {},
      {
        phoneVisit: { overall: 'unsatisfied', carriedOut: 'no', wantsReopen: true },
        explainRights: { nextStep: 'reopen' },
      },
    );
    await story.reach('explainResult');
    const { deadlineAt } = await story.entry();
    expect(await story.close()).toMatchObject({ round: 2, deadlineAt, state: 'archived' });
    expect(await story.passed('reopenPetition')).toBe(1);
  });

  it('when nobody picks up twice, then that is no answer, neither good nor bad', async () => {
    const story = await Story.petition(office, {}, { phoneVisit: { overall: 'noAnswer' } });
    expect(await story.close()).toMatchObject({ state: 'archived' });
    expect(await story.passed('phoneVisit')).toBe(2);
    expect(await story.passed('explainRights')).toBe(0);
  });

  it('when eight people come with one matter, then five speak, and each is answered and asked', async () => {
    const members = [2, 3, 4, 5, 6, 7, 8].map((one) => ({ name: `故事成员${one}`, phone: `0000-880000${one}` }));
    const story = await Story.petition(office, { members, groupSize: 8 }, { jointReception: { splitDispute: true } });
    await story.reach('electRepresentatives');
    await office.api('PUT', `/petitions/${story.key}/representatives`, { numbers: [1, 2, 3, 4, 5] });
    await story.complete('electRepresentatives');
    await story.reach('electRepresentatives');
    await office.api('PUT', `/petitions/${story.key}/representatives`, { numbers: [1, 2, 3, 4] });
    const end = await story.close();
    expect(end).toMatchObject({ state: 'archived', level: 'town' });
    expect((await story.letters()).filter((template) => template === 'memberCopy')).toHaveLength(8);
    expect(await story.passed('phoneVisit')).toBe(8);
    expect(await story.passed('recordRepresentatives')).toBe(1);
    expect(await story.passed('registerAgreement')).toBe(1);
  });

  it('when all is over, then no incident is left', async () => {
    expect(await office.engine('GET', '/incident')).toEqual([]);
  });
});
