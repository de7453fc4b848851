import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAreaCode } from '../../server/casework/intake/area-code.ts';
import { DATABASES, openRegister, type Register, registerOne } from './open-register.ts';

interface Refused {
  errors: { field: string; reason: string }[];
}

/** A city in the shape of the official table: codes of 12 digits, one row a place. */
function cityTable(districts: number, towns: number, villages: number): string[] {
  const rows = ['510100000000,例都市'];
  let village = 0;
  for (let town = 0; town < towns; town += 1) {
    const district = (town % districts) + 1;
    const districtCode = `5101${String(district).padStart(2, '0')}`;
    if (town < districts) rows.push(`${districtCode}000000,例${district}区`);
    const townCode = `${districtCode}${String(Math.floor(town / districts) + 1).padStart(3, '0')}`;
    rows.push(`${townCode}000,例${town}街道`);
    const until = Math.floor((villages * (town + 1)) / towns);
    for (let number = 1; village < until; village += 1, number += 1) {
      rows.push(`${townCode}${String(number).padStart(3, '0')},例${village}社区`);
    }
  }
  return rows;
}

describe.each(DATABASES)('given a register without places, on %s', (database) => {
  let register: Register;
  beforeEach(async () => {
    register = await openRegister({ database, sample: false });
  });
  afterEach(() => register.close());

  const send = (lines: string[], query = '') =>
    register.app.inject({
      method: 'POST',
      url: `/api/areas/import${query}`,
      headers: { 'content-type': 'text/csv' },
      payload: lines.join('\r\n'),
    });
  const areas = async () =>
    (await register.get('/areas')).json<{ code: string; name: string; formerNames: string[]; closed: boolean }[]>();
  const HEAD = '统计用区划代码,名称';
  const SMALL = ['510100000000,例都市', '510104000000,例江区', '510104017000,例桥街道', '510104017001,例园社区'];

  it('when the table of a city with 4,351 villages is brought in, then all of it is there, and once more changes nothing', async () => {
    const table = [HEAD, ...cityTable(23, 261, 4351)];
    const first = await send(table);
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json()).toMatchObject({ rows: 4636, added: 4636, renamed: [], closed: [], unchanged: 0 });
    const again = await send(table, '?whole=true');
    expect(again.json()).toMatchObject({ added: 0, renamed: [], reopened: [], closed: [], unchanged: 4636 });
    const levels = new Map<number, number>();
    for (const { code } of await areas()) levels.set(code.length, (levels.get(code.length) ?? 0) + 1);
    expect(Object.fromEntries(levels)).toEqual({ 4: 1, 6: 23, 9: 261, 12: 4351 });
  });

  it('when a place has another name, then it keeps the old one beside it, and petitions are found by both', async () => {
    await send([HEAD, ...SMALL]);
    const key = await registerOne(register, { areaCode: '510104017001' });
    const answer = await send([HEAD, ...SMALL.map((row) => row.replace('例园社区', '新园社区'))]);
    expect(answer.json()).toMatchObject({ renamed: [{ code: '510104017001', from: '例园社区', to: '新园社区' }] });
    expect((await areas()).at(-1)).toMatchObject({ name: '新园社区', formerNames: ['例园社区'] });
    for (const name of ['新园社区', '例园社区']) {
      const found = await register.get(`/petitions?q=${encodeURIComponent(name)}`);
      expect(found.json<{ items: { businessKey: string }[] }>().items.map((item) => item.businessKey)).toEqual([key]);
    }
  });

  it('when a whole table lacks a place, then it is closed: what is there stays, nothing new comes, until it stands in a table again', async () => {
    await send([HEAD, ...SMALL, '510104017002,例湾社区', '990100000000,别市']);
    const key = await registerOne(register, { areaCode: '510104017002' });
    const part = await send([HEAD, ...SMALL]);
    expect(part.json()).toMatchObject({ closed: [] });
    const whole = await send([HEAD, ...SMALL], '?whole=true');
    expect(whole.json()).toMatchObject({ closed: ['510104017002'] });
    expect((await register.get(`/petitions/${key}`)).json()).toMatchObject({ areaName: '例湾社区' });
    const form = {
      channel: 'visit',
      areaCode: '510104017002',
      subjectCode: 'other',
      content: '这里的路灯一直不亮。',
      claims: ['修灯'],
    };
    const refused = await register.post('/petitions', form);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ field: 'areaCode', reason: '属地 例湾社区 已撤销' }] });
    expect((await send([HEAD, '510104017002,例湾社区'])).json()).toMatchObject({ reopened: ['510104017002'] });
    expect((await register.post('/petitions', form)).statusCode).toBe(201);
  });

  it('when a city has no districts, then its towns lie under it', async () => {
    expect(
      (await send([HEAD, '441900000000,例莞市', '441900003000,例城街道', '441900003001,例一社区'])).statusCode,
    ).toBe(200);
    expect(await areas()).toMatchObject([
      { code: '4419', parentCode: null },
      { code: '441900003', parentCode: '4419' },
      { code: '441900003001', parentCode: '441900003' },
    ]);
  });

  it('when parents go round in a circle, then the lines of it are told, and nothing is brought in', async () => {
    const answer = await send([
      'code,name,parentCode',
      '5101,例都市,',
      '510104,甲区,510105',
      '510105,乙区,510104',
      '510106,丙区,510106',
    ]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<Refused>().errors).toEqual([
      { field: 'parentCode', reason: '第 3 行：510104 的上级又回到它自己（510104 → 510105 → 510104）' },
      { field: 'parentCode', reason: '第 4 行：510105 的上级又回到它自己（510105 → 510104 → 510105）' },
      { field: 'parentCode', reason: '第 5 行：510106 的上级又回到它自己（510106 → 510106）' },
    ]);
    expect(await areas()).toEqual([]);
  });

  it.each([
    ['a code of five digits', '51010,某区', 'code', '第 3 行：代码 51010 应为 4、6、9 或 12 位数字'],
    ['a code twice', '510100,例都市', 'code', '第 3 行：代码 5101 与第 2 行重复'],
    ['a place without a parent', '520104017001,某社区', 'code', '第 3 行：520104017001 的上级不在表中，也不在登记簿中'],
    ['no name', '510104000000,', 'name', '第 3 行：名称应为 1 到 100 个字符'],
    ['a cell too many', '510104000000,甲区,x', '', '第 3 行：应有 2 列，实有 3 列'],
  ])('when a row holds %s, then its line is told and nothing is brought in', async (_what, row, field, reason) => {
    const answer = await send([HEAD, '510100000000,例都市', row]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<Refused>().errors).toEqual([{ field, reason }]);
    expect(await areas()).toEqual([]);
  });

  it('when columns are missing or unknown, or the file is no file, then that is said', async () => {
    expect((await send(['name,colour', '甲,红'])).json<Refused>().errors.map(({ field }) => field)).toEqual([
      'code',
      'colour',
    ]);
    expect((await send([''])).statusCode).toBe(422);
    expect((await register.post('/areas/import', {})).statusCode).toBe(422);
  });
});

it.each([
  ['510104017001', { code: '510104017001', level: 'community' }],
  ['510104017000', { code: '510104017', level: 'town' }],
  ['510104', { code: '510104', level: 'district' }],
  ['510100000000', { code: '5101', level: 'city' }],
  ['510000000000', 'province'],
  ['5101041', null],
  ['051010', null],
  ['51010401700X', null],
])('given the code %s, then it is read as %o', (text, read) => {
  expect(readAreaCode(text)).toEqual(read);
});
