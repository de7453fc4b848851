import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row } from './open-office.ts';
import { DAY_MS, Story } from './story.ts';

describe('given disputes between neighbours', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const read = (story: Story) => office.api('GET', `/disputes/${story.key}`);

  it('when both agree in writing, then each has signed, the court confirms, and it is performed', async () => {
    const story = await Story.dispute(office, {}, { draftAgreement: { oral: false } });
    await story.reach('signAgreement');
    await story.complete('signAgreement', { signed: true });
    await story.complete('signAgreement', { signed: true });
    await story.quiet();
    expect(await story.say('delivery-confirmation', await letterOf(story, 'mediationAgreement'))).toBe(200);
    expect(await story.say('confirmation-request', { jointly: true })).toBe(200);
    expect(await story.say('court-result', { verdict: 'valid' })).toBe(200);
    expect(await story.close()).toMatchObject({ state: 'concluded', outcome: 'agreed' });
    expect(await read(story)).toMatchObject({
      outcome: 'agreed',
      agreement: { oral: false, courtVerdict: 'valid' },
      statements: [
        { purpose: 'consent', speaker: 'party-1', statement: 'yes' },
        { purpose: 'consent', speaker: 'party-2', statement: 'yes' },
        { purpose: 'signature', speaker: 'party-1', statement: 'yes' },
        { purpose: 'signature', speaker: 'party-2', statement: 'yes' },
      ],
    });
    expect(await story.passed('checkPerformance')).toBe(1);
  });

  it('when they agree by word of mouth, then nobody signs and what was agreed is on paper all the same', async () => {
    const story = await Story.dispute(office, {}, { draftAgreement: { oral: true } });
    expect(await story.close()).toMatchObject({ state: 'concluded' });
    expect(await story.passed('signAgreement')).toBe(0);
    expect(await story.letters()).toContain('mediationAgreement');
  });

  it('when one has not signed, then the agreement is not in force and is drafted again', async () => {
    const story = await Story.dispute(office, {}, { draftAgreement: { oral: false } });
    await story.complete('signAgreement', { signed: true });
    await story.complete('signAgreement', { signed: false });
    await story.reach('draftAgreement');
    expect(await read(story)).toMatchObject({ agreement: null });
    await story.close();
    expect(await story.passed('signAgreement')).toBe(4);
  });

  it('when a party refuses, then nobody is asked on, and both hear of other ways', async () => {
    const story = await Story.dispute(office);
    await story.complete('askConsent', { consents: false });
    expect(await story.close()).toMatchObject({ state: 'redirected', outcome: 'refused' });
    expect(await story.letters()).toEqual(['mediationAdvice']);
    expect(await story.passed('assignMediator')).toBe(0);
  });

  it('when a party says nothing for three days, then there is no mediation without consent', async () => {
    const story = await Story.dispute(office);
    await story.complete('askConsent', { consents: true });
    await story.days(3);
    expect(await story.open()).not.toContain('askConsent');
    expect(await story.close()).toMatchObject({ outcome: 'refused' });
  });

  it('when it is put off three times, then there is no fourth meeting', async () => {
    const story = await Story.dispute(office, {}, { holdMediation: { mediationResult: 'adjourned' } });
    expect(await story.close()).toMatchObject({ state: 'redirected', outcome: 'failed' });
    expect(await story.passed('holdMediation')).toBe(3);
    expect(await read(story)).toMatchObject({ failedCount: 1 });
  });

  it('when the court finds the agreement invalid, then the parties are told what else there is', async () => {
    const story = await Story.dispute(office, {}, { draftAgreement: { oral: true } });
    await story.reach('holdMediation');
    await story.complete('holdMediation', { mediationResult: 'agreed' });
    await story.complete('draftAgreement', { oral: true });
    await story.quiet();
    await story.say('delivery-confirmation', await letterOf(story, 'mediationAgreement'));
    await story.say('confirmation-request', { jointly: true });
    await story.say('court-result', { verdict: 'invalid' });
    await story.reach('adviseAfterCourt');
    expect(await story.close()).toMatchObject({ state: 'concluded' });
    expect(await read(story)).toMatchObject({ agreement: { courtVerdict: 'invalid' } });
  });

  it('when the court is asked in the last hour of the thirtieth day, then it is in time; a day later nobody waits', async () => {
    for (const late of [false, true]) {
      const story = await Story.dispute(office, {}, { draftAgreement: { oral: true } });
      await story.complete('draftAgreement', { oral: true });
      await story.quiet();
      await story.say('delivery-confirmation', await letterOf(story, 'mediationAgreement'));
      await story.quiet();
      const { agreement } = (await read(story)) as { agreement: Row };
      const dueMs = Date.parse(String(agreement['confirmationDueAt']));
      expect(dueMs - Date.parse(String(agreement['effectiveAt']))).toBeGreaterThanOrEqual(30 * DAY_MS);
      await story.moveTo(late ? dueMs + 1 : dueMs - 1);
      expect(await story.say('confirmation-request', { jointly: true })).toBe(late ? 409 : 200);
      if (!late) await story.say('court-result', { verdict: 'valid' });
      await story.close();
      expect(await read(story)).toMatchObject({ agreement: { courtVerdict: late ? null : 'valid' } });
    }
  });

  it('when the promised day passes without performance, then the other side learns how to go to court', async () => {
    const story = await Story.dispute(office, {}, { checkPerformance: { performed: false } });
    await story.close();
    expect(await story.letters()).toContain('performanceAdvice');
  });

  it('when six people quarrel, then a lawyer is heard first, and the opinion stays out of the process', async () => {
    const story = await Story.dispute(office, { partyCount: 6 });
    await story.reach('expertOpinion');
    const said = { purpose: 'expertOpinion', speaker: 'expert-9901-lawyer', detail: '建议按建筑面积分摊。' };
    await office.api('POST', `/petitions/${story.key}/statements`, said);
    await story.close();
    expect(await read(story)).toMatchObject({
      statements: expect.arrayContaining([
        expect.objectContaining({ purpose: 'expertOpinion', speaker: 'expert-9901-lawyer', statement: 'support' }),
      ]),
    });
    expect(JSON.stringify(await office.engine('GET', '/history/variable-instance'))).not.toContain('建筑面积');
  });

  it('when fewer experts speak than the table asks for, then the mediator sees to it', async () => {
    const story = await Story.dispute(office, { subjectCode: 'health' });
    await story.reach('expertOpinion');
    await story.complete('expertOpinion', { expertVerdict: 'support' });
    await story.days(5);
    await story.reach('consultByHand');
    expect(await story.close()).toMatchObject({ outcome: 'agreed' });
  });

  it('when people are hurt, then somebody goes there at once while the talks are prepared', async () => {
    const story = await Story.dispute(office, { facts: { injury: true } });
    expect(await story.open()).toEqual(expect.arrayContaining(['protectPeople', 'askConsent']));
    expect(await story.close()).toMatchObject({ outcome: 'agreed' });
    expect(await story.passed('protectPeople')).toBe(1);
  });

  it.each([
    ['notarise', { facts: { needsFactCertified: true } }],
    ['commercialMediation', { facts: { bothBusinesses: true } }],
    ['administrativeMediation', { facts: { administrationInvolved: true } }],
  ])('when it belongs to %s, then that comes to an agreement', async (task, facts) => {
    const story = await Story.dispute(office, facts);
    expect(await story.close()).toMatchObject({ state: 'concluded', outcome: 'agreed' });
    expect(await story.passed(task)).toBe(1);
    expect(await story.passed('askConsent')).toBe(0);
  });

  it.each([
    ['arbitration', { facts: { arbitrationClause: true } }],
    ['court', { litigationState: 'pending' }],
  ])('when it belongs before %s, then it is led there with a letter', async (procedure, changes) => {
    const story = await Story.dispute(office, changes);
    expect(await story.close()).toMatchObject({ state: 'diverted', outcome: procedure });
    expect(await story.letters()).toEqual(['diversionNotice']);
  });

  it('when the mediator declares an interest in the middle, then another holds the talks', async () => {
    const story = await Story.dispute(office);
    const first = (await story.reach('holdMediation'))['assignee'];
    expect(first).toEqual(expect.any(String));
    expect(await story.say('recusal', { agentId: first, reason: '与一方当事人是亲属' })).toBe(200);
    const second = (await story.reach('holdMediation'))['assignee'];
    expect(second).not.toBe(first);
    expect((await story.close())['state']).toBe('concluded');
  });

  it('when there is a crime, then the police are called and nobody mediates', async () => {
    const story = await Story.dispute(office, { facts: { crimeOrViolence: true } });
    await story.reach('reportToPolice');
    expect(await story.close()).toMatchObject({ state: 'redirected', outcome: 'notMediable' });
  });

  it('when only one side is known, then the mediator asks for the other before anything else', async () => {
    const story = await Story.dispute(office, { parties: [{ name: '故事当事人', phone: '0000-7777777' }] });
    await story.reach('completeDispute');
    await office.api('PUT', `/disputes/${story.key}`, { partyCount: 2 });
    expect(await story.close()).toMatchObject({ outcome: 'agreed' });
  });

  it('when who reported it takes it back, then all of it ends', async () => {
    const story = await Story.dispute(office);
    await story.reach('holdMediation');
    expect(await story.say('withdrawal', { reason: '已经自行和好' })).toBe(200);
    expect(await story.close()).toMatchObject({ state: 'withdrawn' });
  });

  it('when a petition turns out to be a dispute, then it is mediated under its own number, or goes on as a petition', async () => {
    const form = { facts: { asksOwnRelief: true, privateParties: true, aspect: 'service' } };
    const settled = await Story.petition(office, form);
    expect(await settled.close()).toMatchObject({ state: 'concluded', outcome: 'mediated' });
    expect(settled.key).toMatch(/^XF-/);
    const failed = await Story.petition(office, form, { holdMediation: { mediationResult: 'failed' } });
    await failed.reach('unitReceive');
    expect(await failed.close()).toMatchObject({ state: 'archived', outcome: 'support' });
  });

  it('when all is over, then no incident is left', async () => {
    expect(await office.engine('GET', '/incident')).toEqual([]);
  });

  async function letterOf(story: Story, template: string): Promise<Row> {
    const letters = await office.api<Row[]>('GET', `/petitions/${story.key}/documents`);
    return { documentId: letters.find((letter) => letter['template'] === template)?.['documentId'] ?? '' };
  }
});
