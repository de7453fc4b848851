import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

const DAY_MS = 86_400_000;

interface Page {
  total: number;
  items: { businessKey: string; sampleNumber: number | null; areaCode: string; steps: unknown; late: boolean }[];
}

describe.each(DATABASES)('on %s', (database) => {
  describe('given the sample office with its petitions', () => {
    let register: Register;
    beforeAll(async () => {
      register = await openRegister({ database });
    });
    afterAll(() => register.close());

    const list = async (query: string) => (await register.get(`/petitions?${query}`)).json<Page>();
    const numbers = async (query: string) =>
      (await list(`${query}&maxResults=200`)).items
        .map((item) => item.sampleNumber)
        .sort((a, b) => Number(a) - Number(b));

    it('when all are listed, then there are 28, the two sealed ones being left out', async () => {
      const page = await list('sample=true');
      expect(page.total).toBe(28);
      expect(page.items).toHaveLength(20);
      expect(await numbers('sample=true')).not.toContain(17);
      const sealed = await list('sealed=true');
      expect(sealed.items.map((item) => item.sampleNumber).sort()).toEqual([17, 18]);
    });

    it('when pages are turned, then each petition comes once', async () => {
      const keys: string[] = [];
      for (let firstResult = 0; firstResult < 28; firstResult += 10) {
        const page = await list(`sortBy=businessKey&sortOrder=asc&firstResult=${firstResult}&maxResults=10`);
        keys.push(...page.items.map((item) => item.businessKey));
      }
      expect(new Set(keys).size).toBe(28);
      expect(keys).toEqual(keys.toSorted());
    });

    it.each([
      ['subjectCode=wages', [7, 8]],
      ['channel=letter', [15, 25]],
      ['areaCode=990103002001', [4, 7, 16, 27]],
      ['areaCode=990101001', [1, 13, 24, 25, 29]],
      ['areaCode=990102&channel=grid', [9, 11, 26]],
      [`q=${encodeURIComponent('物业 涨价')}`, [27]],
      ['state=archived', []],
      ['late=true', []],
      ['from=2026-11-25', []],
    ])('when filtered by %s, then these are found', async (query, expected) => {
      expect(await numbers(query)).toEqual(expected);
    });

    it('when days are given, then both are inclusive in Chinese time', async () => {
      expect((await list('from=2026-11-24&to=2026-11-24')).total).toBe(28);
      expect((await list('to=2026-11-23')).total).toBe(0);
    });

    it('when a deadline has passed, then the petition is late, in the list and in the figures', async () => {
      const late = await openRegister({ database });
      const key = await registerOne(late);
      await late.work('start-intake-clock', key, { amount: 15, unit: 'day' });
      late.clock.advanceBy(20 * DAY_MS);
      const page = (await late.get('/petitions?late=true')).json<Page>();
      expect(page.items).toMatchObject([{ businessKey: key, late: true, deadlineKind: 'intake' }]);
      expect((await late.get('/summary')).json()).toMatchObject({ total: 29, late: 1 });
      await late.close();
    });

    it('when no engine answers, then the list is there with steps unknown', async () => {
      expect((await list('maxResults=1')).items[0]?.steps).toBeNull();
    });

    it.each([
      ['state=lost', 'state'],
      ['maxResults=201', 'maxResults'],
      ['firstResult=-1', 'firstResult'],
      ['from=2026-02-30', 'from'],
      ['areaCode=99%25', 'areaCode'],
      ['colour=red', 'colour'],
      ['sortBy=colour', 'sortBy'],
    ])('when asked for %s, then 422 names the field', async (query, field) => {
      const answer = await register.get(`/petitions?${query}`);
      expect(answer.statusCode).toBe(422);
      expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe(field);
    });

    it('when a petition is not there, then 404 says so', async () => {
      const answer = await register.get('/petitions/XF-1-20260101-00001');
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({
        code: 'notFound',
        errors: [{ reason: expect.stringContaining('XF-1-20260101-00001') }],
      });
    });

    it('when one is looked at, then its place, persons and facts are there, and no name', async () => {
      const [row] = (await list('q=阳台漏水')).items;
      const answer = await register.get(`/petitions/${row?.businessKey}`);
      expect(answer.json()).toMatchObject({
        areaPath: '云泽市 / 临水区 / 柳桥镇 / 清江社区',
        areaCode: QINGJIANG,
        residentVisits: 1,
        persons: [{ role: 'petitioner', name: '样****', phone: '000*****0001' }],
        facts: { asksOwnRelief: true, aspect: 'service' },
        submissions: [{ channel: 'visit' }],
      });
      expect(answer.body).not.toContain('样例居民');
    });

    it('when places, units, agents and codes are asked for, then four levels are there', async () => {
      const areas = (await register.get('/areas')).json<{ level: string }[]>();
      expect([...new Set(areas.map((area) => area.level))]).toEqual(['city', 'district', 'town', 'community']);
      const agents = (await register.get('/agents?level=city')).json<{ name: string }[]>();
      expect(agents.map((agent) => agent.name)).toEqual(['云泽市代理员甲', '云泽市代理员乙']);
      const units = (await register.get('/units?role=housing')).json<unknown[]>();
      expect(units).toHaveLength(3);
      expect((await register.get('/codes')).json()).toMatchObject({
        channel: [{ code: 'visit', label: '来访' }, {}, {}, {}, {}],
      });
    });
  });

  describe('given an empty register', () => {
    it('when an office is set up, then petitions can be registered there', async () => {
      const register = await openRegister({ database, sample: false });
      const refused = await register.post('/petitions', { areaCode: '88' });
      expect(refused.statusCode).toBe(422);
      const office = {
        areas: [
          { code: '8801', name: '南市', level: 'city' },
          { code: '880101', name: '北区', level: 'district', parentCode: '8801' },
        ],
        units: [{ id: 'unit-1', role: 'town', name: '单位一', areaCode: '880101' }],
        agents: [{ id: 'agent-1', name: '代理员一', level: 'district', areaCode: '880101', unitId: 'unit-1' }],
      };
      expect((await register.post('/office', office)).statusCode).toBe(201);
      expect((await register.post('/office', office)).statusCode).toBe(409);
      const orphan = { areas: [{ code: '770101', name: '孤区', level: 'district', parentCode: '7701' }] };
      expect((await register.post('/office', orphan)).statusCode).toBe(422);
      const wrong = { areas: [{ code: '99', name: '乱区', level: 'district', parentCode: '8801' }] };
      expect((await register.post('/office', wrong)).statusCode).toBe(422);
      const key = await registerOne(register, { areaCode: '880101' });
      expect(key).toBe('XF-880101-20261124-00001');
      expect(await registerOne(register, { areaCode: '880101' })).toBe('XF-880101-20261124-00002');
      await register.close();
    });
  });
});
