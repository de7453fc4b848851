import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

interface Found {
  total: number;
  items: { businessKey: string; matches: { field: string; pieces: { text: string; hit: boolean }[] }[] }[];
}

const TEXT = '𠮷野家门口的排水沟堵了😀两个月，ＡＢＣ公司说不归他们管，水漫到楼梯间。';

describe.each(DATABASES)('given a register of petitions, on %s', (database) => {
  let register: Register;
  let key: string;
  let sealed: string;
  beforeAll(async () => {
    register = await openRegister({ database });
    key = await registerOne(register, { content: TEXT, claims: ['疏通排水沟'], subjectCode: 'environment' });
    sealed = await registerOne(register, {
      content: '某干部收受排水沟工程的好处，请查处此人。',
      facts: { allegesOfficialMisconduct: true },
    });
  });
  afterAll(() => register.close());

  const search = async (words: string, more = '') =>
    (await register.get(`/petitions?q=${encodeURIComponent(words)}${more}`)).json<Found>();
  const keys = async (words: string, more?: string) =>
    (await search(words, more)).items.map((item) => item.businessKey);

  it.each([
    '沟',
    '𠮷',
    '😀',
    '排水',
    '排水沟',
    '疏通排水沟',
    'abc公司',
    '两个月，ＡＢＣ',
    '水漫 排水沟',
    '环境保护 排水',
  ])('when %s is searched for, then the petition is found', async (words) => {
    expect(await keys(words)).toContain(key);
  });

  it('when the word is the number, or a part of it, then it is found by that', async () => {
    expect(await keys(key)).toEqual([key]);
    expect(await keys(key.slice(-22).toLowerCase())).toContain(key);
  });

  it('when the word is the name of a place, then what lies in it is found, and what lies below it', async () => {
    expect(await keys('清江社区 排水沟')).toEqual([key]);
    expect(await keys('柳桥 排水沟')).toEqual([key]);
    expect(await keys('望湖 排水沟')).toEqual([]);
  });

  it.each(['沟排', '排水管', '家门沟口', '梯间水'])('when %s stands nowhere, then nothing is found', async (words) => {
    expect(await search(words)).toMatchObject({ items: [] });
  });

  it('when all pairs of a word are there but not the word, then the page does not show it', async () => {
    const pairs = await registerOne(register, { content: '第一处写着甲乙，第二处写着乙丙，别无其他。' });
    expect(await keys('甲乙')).toEqual([pairs]);
    expect(await search('甲乙丙')).toMatchObject({ total: 0, items: [] });
  });

  it('when something is found, then the excerpt marks every word in it', async () => {
    const [item] = (await search('排水沟 两个月')).items;
    expect(item?.matches).toEqual([
      {
        field: 'text',
        pieces: [
          { text: '𠮷野家门口的', hit: false },
          { text: '排水沟', hit: true },
          { text: '堵了😀', hit: false },
          { text: '两个月', hit: true },
          { text: '，ＡＢＣ公司说不归他们管，水', hit: false },
          { text: '…', hit: false },
        ],
      },
      {
        field: 'claims',
        pieces: [
          { text: '疏通', hit: false },
          { text: '排水沟', hit: true },
        ],
      },
    ]);
  });

  it('when the matter is an accusation, then no word finds it', async () => {
    for (const words of ['收受', '好处', '此人', sealed]) expect(await keys(words)).not.toContain(sealed);
  });

  it('when a text is completed, then the new one is found and the old one is not', async () => {
    const draft = await registerOne(register, { channel: 'phone', content: '灯泡坏', claims: [] });
    expect(await keys('灯泡')).toEqual([draft]);
    await register.put(`/petitions/${draft}/submission`, { content: '走廊顶棚脱落砸到了一辆自行车' });
    expect(await keys('顶棚脱落')).toEqual([draft]);
    expect(await keys('灯泡')).toEqual([]);
  });

  it('when other filters are given too, then both count', async () => {
    expect(await keys('排水沟', `&areaCode=${QINGJIANG}`)).toEqual([key]);
    expect(await keys('排水沟', '&areaCode=990103')).toEqual([]);
    expect(await search('排水沟', '&maxResults=0')).toMatchObject({ total: 1, items: [] });
  });
});
