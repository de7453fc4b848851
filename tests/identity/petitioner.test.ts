import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './open-house.ts';
import { COMMUNITY } from './planted-matters.ts';

const FORM = {
  channel: 'web',
  areaCode: COMMUNITY,
  subjectCode: 'propertyMgmt',
  content: '楼道里的灯坏了三个月，物业一直没有来修理。',
  claims: ['请物业修灯'],
  name: '样例居民',
  phone: '0571-1234567',
};

describe('given residents who did not sign in', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const sendIn = async (changes: object = {}) => {
    const answer = await house.browser().ask('POST', '/api/petitions', { ...FORM, ...changes });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json<{ businessKey: string; queryCode: string }>();
  };
  const lookUp = async (businessKey: string, code: string) => {
    const browser = house.browser();
    return { browser, status: (await browser.ask('POST', '/api/session/petition', { businessKey, code })).statusCode };
  };

  it('when one sends a petition in, then the answer is a receipt, and number and code open that petition and no other', async () => {
    const [mine, other] = [
      await sendIn(),
      await sendIn({ content: '小区的垃圾站夜里很吵，影响附近居民休息。', phone: '' }),
    ];
    expect(Object.keys(mine).sort()).toEqual(['businessKey', 'petitionId', 'queryCode', 'receivedAt', 'state']);
    for (const code of [mine.queryCode, mine.queryCode.toLowerCase().replace('-', ''), '0571-1234567']) {
      const { browser, status } = await lookUp(mine.businessKey, code);
      expect(status, code).toBe(200);
      const seen = (await browser.ask('GET', `/api/petitions/${mine.businessKey}`)).json<Record<string, unknown>>();
      expect(seen).toMatchObject({ text: FORM.content, state: 'registered' });
      for (const inner of ['events', 'escalations', 'unitInbox', 'supervisionOrders', 'instances', 'facts', 'steps'])
        expect(seen).not.toHaveProperty(inner);
      expect((await browser.ask('GET', `/api/petitions/${other.businessKey}`)).statusCode).toBe(404);
      expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(403);
      expect((await browser.ask('GET', '/engine-rest/task')).statusCode).toBe(403);
    }
    expect((await lookUp(other.businessKey, mine.queryCode)).status).toBe(401);
    expect((await lookUp(other.businessKey, '')).status).toBe(422);
    const { browser } = await lookUp(mine.businessKey, mine.queryCode);
    house.realClock.advanceBy(15 * 60_000);
    expect((await browser.ask('GET', `/api/petitions/${mine.businessKey}`)).statusCode).toBe(401);
  });

  it('when codes are guessed, then after five the number is closed for a while, right code or not', async () => {
    const { businessKey, queryCode } = await sendIn({ content: '河边的排污口夜里排黑水，请有关部门调查。' });
    const told = [];
    for (let guess = 0; guess < 5; guess += 1) told.push((await lookUp(businessKey, `AAAAA-AAAA${guess + 2}`)).status);
    expect(told).toEqual([401, 401, 401, 401, 401]);
    expect((await lookUp(businessKey, queryCode)).status).toBe(429);
    house.realClock.advanceBy(15 * 60_000);
    expect((await lookUp(businessKey, queryCode)).status).toBe(200);
  });

  it('when somebody pretends to be staff or another channel, or sends in too many, then it is refused', async () => {
    const send = (changes: object) => house.browser().ask('POST', '/api/petitions', { ...FORM, ...changes });
    expect((await send({ channel: 'visit' })).json()).toMatchObject({ errors: [{ field: 'channel' }] });
    expect((await send({ registeredBy: `agent-${COMMUNITY}-1` })).json()).toMatchObject({
      errors: [{ field: 'registeredBy' }],
    });
    house.realClock.advanceBy(3_600_000);
    const statuses = [];
    for (let n = 0; n < 21; n += 1)
      statuses.push((await send({ content: `第 ${n} 件：路灯不亮，请修理，谢谢。` })).statusCode);
    expect(statuses.filter((status) => status === 201)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });

  it('when staff register, then it stands under their own name, in their own area', async () => {
    const community = await house.signedIn('community');
    const made = await community.ask('POST', '/api/petitions', {
      ...FORM,
      channel: 'visit',
      content: '邻居在公共过道堆放杂物，挡住了消防通道。',
    });
    expect(made.json()).toMatchObject({
      queryCode: expect.any(String),
      text: expect.any(String),
      events: [{ action: 'registered', actor: `agent-${COMMUNITY}-1` }],
    });
    expect((await community.ask('POST', '/api/petitions', { ...FORM, areaCode: '990102001001' })).statusCode).toBe(403);
    const grid = await house.signedIn('grid');
    const clue = await grid.ask('POST', '/api/petitions', {
      ...FORM,
      channel: 'grid',
      content: '巡查时发现路面塌陷，已经设置了警示标志。',
    });
    expect(clue.json()).not.toHaveProperty('text');
    expect((await grid.ask('POST', '/api/petitions', { ...FORM, channel: 'visit' })).statusCode).toBe(422);
  });
});
