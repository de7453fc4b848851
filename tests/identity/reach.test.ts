import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './open-house.ts';
import { type House, openHouse } from './open-house.ts';
import { ACCOUNT_OF, COMMUNITY, plant, runSql } from './planted-matters.ts';

interface Row {
  petitionId: string;
  businessKey: string;
}

describe('given petitions that differ in everything that decides about reach', () => {
  let house: House;
  let all: Row[];
  const browsers = new Map<string, Browser>();
  const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

  beforeAll(async () => {
    house = await openHouse();
    await plant(house);
    all = (await house.asHouse('GET', '/api/petitions?maxResults=200')).json<{ items: Row[] }>().items;
    const agents = [
      `agent-${COMMUNITY}-1`,
      'agent-990101001-1',
      'agent-990101-1',
      'agent-9901-1',
      `agent-${COMMUNITY}-2`,
    ];
    const units = [
      'unit-990101-housing',
      `unit-${COMMUNITY}-communityCommittee`,
      'unit-990101001-town',
      'unit-9901-petitionOffice',
    ];
    const quoted = (value: string | null | undefined) => (value ? `'${value}'` : 'null');
    const statements = all.flatMap(({ petitionId }, n) => [
      `update casework_petition set area_code = '${pick([COMMUNITY, '990101001002', '990102001001', '990201001001'], n)}',
         assignee_id = ${quoted(pick([null, ...agents], n * 3))}, first_agent_id = ${quoted(pick([null, null, ...agents], n * 5))},
         registered_by = ${quoted(pick([null, null, null, ...agents], n * 7))}, highest_level = ${quoted(pick([null, 'community', 'town', 'district', 'city'], n))},
         lead_unit_id = ${quoted(pick([null, ...units], n * 2))}, accused_unit_id = ${quoted(pick([null, null, ...units], n * 3))},
         accused_agent_ids = '${JSON.stringify(n % 6 === 0 ? [pick(agents, n)] : [])}' where id = '${petitionId}'`,
      ...(n % 4 === 0
        ? [
            `insert into casework_holder values ('${petitionId}', '${pick([...agents, 'expert-9901-lawyer'], n / 4)}') on conflict do nothing`,
          ]
        : []),
      ...(n % 5 === 0
        ? [
            `insert into casework_recusal (petition_id, agent_id, reason, declared_at) values ('${petitionId}', '${pick(agents, n / 5)}', '', 0)`,
          ]
        : []),
    ]);
    await runSql(house, `${statements.join(';\n')};`);
    for (const account of Object.values(ACCOUNT_OF)) browsers.set(account, await house.signedIn(account));
  }, 60_000);
  afterAll(() => house.close());

  it('when each account lists and opens them, then it lists exactly what it can open: SQL and the plain rule agree', async () => {
    const lists: string[] = [];
    for (const [account, browser] of browsers) {
      const listed = await browser.ask('GET', '/api/petitions?maxResults=200');
      if (listed.statusCode === 403) continue;
      const { items, total } = listed.json<{ items: Row[]; total: number }>();
      const keys = new Set(items.map((row) => row.businessKey));
      expect(total, account).toBe(keys.size);
      const opened: string[] = [];
      for (const { businessKey } of all) {
        const answer = await browser.ask('GET', `/api/petitions/${businessKey}`);
        expect([200, 404], answer.body).toContain(answer.statusCode);
        if (answer.statusCode === 200) opened.push(businessKey);
      }
      expect([...keys].sort(), account).toEqual(opened.sort());
      lists.push(`${account} ${keys.size}`);
    }
    console.log(`reach: ${all.length} petitions; ${lists.join(', ')}`);
    const few = lists.filter((line) => !line.startsWith('auditor'));
    expect(few.length).toBeGreaterThan(8);
    for (const line of few) expect(Number(line.split(' ')[1]), line).toBeLessThan(all.length);
  }, 60_000);
});

describe('given an accusation against the people of an office', () => {
  let house: House;
  let key: string;
  beforeAll(async () => {
    house = await openHouse();
    const made = await house.asHouse('POST', '/api/petitions', {
      channel: 'letter',
      areaCode: COMMUNITY,
      subjectCode: 'other',
      content: '我反映信访部门一名干部收受好处，请查处。',
      claims: ['请查处'],
      accusedUnitId: 'unit-9901-petitionOffice',
      facts: { allegesOfficialMisconduct: true },
    });
    key = made.json<{ businessKey: string }>().businessKey;
  });
  afterAll(() => house.close());

  const sealedKeys = async (browser: Browser) => {
    const answer = await browser.ask('GET', '/api/petitions?sealed=true&maxResults=200');
    return {
      status: answer.statusCode,
      keys: answer.statusCode === 200 ? answer.json<{ items: Row[]; total: number }>() : null,
    };
  };

  it('when it is passed on, then neither the accused office nor the agents learn that it exists, and a petition office elsewhere sees the envelope alone', async () => {
    const sealing = { businessKey: key, taskId: 't-seal', round: 1 };
    const clean = {
      account: 'other-office',
      name: '别的信访部门',
      roles: ['petitionOffice'],
      areaCode: '9901',
      unitId: 'unit-990102-petitionOffice',
    };
    const { password } = (await house.asHouse('POST', '/api/accounts', clean)).json<{ password: string }>();
    const other = house.browser();
    await other.signIn('other-office', password);
    await other.ask('PUT', '/api/session/password', { current: password, next: 'a password of my own' });
    const accused = await house.signedIn('office');
    for (const stage of ['registered', 'sealed']) {
      if (stage === 'sealed') {
        expect((await house.asHouse('POST', '/api/work/seal-and-pass', sealing)).statusCode).toBe(409);
        await runSql(
          house,
          `update casework_petition set accused_unit_id = 'unit-990101-petitionOffice' where business_key = '${key}'`,
        );
        expect((await house.asHouse('POST', '/api/work/seal-and-pass', sealing)).statusCode).toBe(200);
      }
      const accusedNow = stage === 'sealed' ? await accountOf('unit-990101-petitionOffice') : accused;
      expect((await accusedNow.ask('GET', `/api/petitions/${key}`)).statusCode, stage).toBe(404);
      expect(
        (await sealedKeys(accusedNow)).keys?.items.map((row) => row.businessKey),
        stage,
      ).not.toContain(key);
      for (const account of ['community', 'town', 'district', 'city', 'unit', 'mediator', 'leader', 'admin']) {
        const browser = await house.signedIn(account);
        expect([403, 404], account).toContain((await browser.ask('GET', `/api/petitions/${key}`)).statusCode);
        expect((await sealedKeys(browser)).status, account).toBe(403);
      }
      const envelope = await other.ask('GET', `/api/petitions/${key}`);
      expect(Object.keys(envelope.json<object>()).sort()).toEqual([
        'businessKey',
        'instances',
        'petitionId',
        'receivedAt',
        'sample',
        'sampleNumber',
        'sealNo',
        'sealed',
        'state',
      ]);
      expect((await sealedKeys(other)).keys?.items.map((row) => row.businessKey)).toContain(key);
      expect((await other.ask('GET', `/api/petitions/${key}/documents`)).statusCode).toBe(404);
    }
  }, 60_000);

  async function accountOf(unitId: string): Promise<Browser> {
    const made = await house.asHouse('POST', '/api/accounts', {
      account: 'accused',
      name: '被检举单位',
      roles: ['petitionOffice'],
      areaCode: '9901',
      unitId,
    });
    const { password } = made.json<{ password: string }>();
    const browser = house.browser();
    await browser.signIn('accused', password);
    await browser.ask('PUT', '/api/session/password', { current: password, next: 'a password of my own' });
    return browser;
  }
});
