import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row, registerOne } from './open-office.ts';

const DAY_MS = 86_400_000;

describe('given a resident who comes to the community home about a lamp', () => {
  let office: Office;
  let key: string;
  beforeAll(async () => {
    office = await openOffice();
    key = await registerOne(office, { registeredBy: 'agent-990101001001-2' });
  });
  afterAll(() => office.close());

  it('when it is registered, then it is accepted, routed, assigned to who met the resident, and the letter is handed over', async () => {
    const petition = await office.petition(
      key,
      (one) => one['state'] === 'accepted' && stepsOf(one).includes('confirmMandate'),
    );
    expect(petition).toMatchObject({
      kind: 'appeal',
      leadUnitName: '柳桥镇人民政府',
      assigneeName: '清江社区代理员乙',
      level: 'community',
      deadlineAt: '2027-01-25T15:59:59.999Z',
      documents: [{ template: 'acceptanceNotice', documentNo: '信受〔2026〕1号' }],
    });
    const [letter] = petition['documents'] as Row[];
    expect(letter?.['deliveredAt']).not.toBeNull();
    const step = (petition['steps'] as Row[])[0];
    expect(step).toMatchObject({ assignee: 'agent-990101001001-2', name: '确认代理委托', late: false });
  });

  it('when the unit lets half of its period pass, then the town steps in, and the legal clock does not move', async () => {
    await office.complete(key, 'confirmMandate', { mandateConfirmed: true });
    await office.complete(key, 'contactPetitioner', { pathChoice: 'unit', safetyThreat: false });
    await office.complete(key, 'unitReceive', { legalRoute: 'petition' });
    // The resident came once: now an agent goes there.
    await office.task(key, 'visitInsteadOfSummons');
    const before = await office.petition(key, () => true);
    office.clock.advanceBy(33 * DAY_MS);
    const petition = await office.petition(key, (one) => stepsOf(one).includes('diagnose'));
    expect(petition).toMatchObject({
      level: 'town',
      highestLevel: 'town',
      deadlineAt: before['deadlineAt'],
      late: false,
    });
    expect(petition['escalations']).toMatchObject([
      { trigger: 'unitSilent', fromLevel: 'community', targetLevel: 'town', action: 'supervise', degree: 'call' },
    ]);
    expect(petition['assigneeName']).toBe('清江社区代理员乙');
  });

  it('when the unit is supervised, replies and answers, then the order is closed and the opinion is out', async () => {
    await office.complete(key, 'diagnose', { diagnosis: 'supervise' });
    const order = await office.petition(key, (one) => (one['supervisionOrders'] as Row[]).length === 1);
    expect(order['supervisionOrders']).toMatchObject([
      { degree: 'call', reason: 'unitSilent', unitName: '柳桥镇人民政府' },
    ]);
    await office.until('the reply', async () => {
      const answer = await office.request('POST', `/api/petitions/${key}/messages/supervision-reply`, {
        reply: '已派人到现场，本周修好。',
      });
      return answer.status === 200;
    });
    await office.complete(key, 'verifyReply', { verdict: 'corrected' });
    await office.complete(key, 'visitInsteadOfSummons');
    await office.complete(key, 'collectFacts', { hearingNeeded: false, mediationPossible: false });
    for (let unit = 0; unit < 2; unit += 1) await office.complete(key, 'cooperatingReply');
    await office.complete(key, 'draftOpinion', { opinionResult: 'support' });
    await office.complete(key, 'legalCheck', { legalOk: true });
    await office.complete(key, 'approveOpinion', { opinionApproved: true });
    const petition = await office.petition(key, (one) => one['state'] === 'answered');
    expect(petition).toMatchObject({ outcome: 'support', supervisionOrders: [{ verdict: 'corrected' }] });
  });

  it('when it is carried out, explained at home and rated, then it is concluded and archived after one visit', async () => {
    await confirm('handlingOpinion');
    await office.complete(key, 'carryOut');
    await office.complete(key, 'visitInsteadOfSummons');
    await office.timer('visitDue');
    office.clock.advanceBy(7 * DAY_MS);
    await office.complete(key, 'phoneVisit', { overall: 'satisfied', carriedOut: 'yes', wantsReopen: false });
    // Somebody of the office was told that the deadline is near; that has to be settled before the file is closed.
    await office.complete(key, 'watchDeadline');
    await office.until('the end', async () => {
      const open = await office.engine(
        'GET',
        `/task?processInstanceBusinessKey=${key}&taskDefinitionKey=closeOpenTasks`,
      );
      if (open.length > 0) await office.complete(key, 'closeOpenTasks');
      return (await office.api('GET', `/petitions/${key}`))['state'] === 'archived';
    });
    const petition = await office.petition(key, (one) =>
      (one['instances'] as Row[]).every((row) => row['endTime'] !== null),
    );
    expect(petition).toMatchObject({ state: 'archived', outcome: 'support', residentVisits: 1, round: 1, steps: [] });
    const templates = (petition['documents'] as Row[]).map((letter) => letter['template']).sort();
    expect(templates).toEqual([
      'acceptanceNotice',
      'handlingOpinion',
      'receptionNotice',
      'supervisionOrder',
      'transferLetter',
    ]);
    expect(await office.engine('GET', '/incident')).toEqual([]);
  });

  it('when all is over, then no variable of the engine ever held a name, a phone or a text of the petition', async () => {
    const variables = JSON.stringify(await office.engine('GET', '/history/variable-instance'));
    expect(variables).not.toMatch(/样例居民|1234567|楼道里的灯/);
  });

  /** The resident signs for a letter, once it was sent. */
  async function confirm(template: string): Promise<void> {
    await office.until(`letter ${template}`, async () => {
      const letters = await office.api<Row[]>('GET', `/petitions/${key}/documents`);
      const letter = letters.find((one) => one['template'] === template);
      const body = { documentId: letter?.['documentId'] ?? '' };
      return (
        (await office.request('POST', `/api/petitions/${key}/messages/delivery-confirmation`, body)).status === 200
      );
    });
  }
});

function stepsOf(petition: Row): unknown[] {
  return ((petition['steps'] ?? []) as Row[]).map((step) => step['activityId']);
}
