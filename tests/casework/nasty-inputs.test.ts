import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodForm, openRegister, type Register, registerOne } from './open-register.ts';

interface Refusal {
  code: string;
  errors: { field: string; reason: string }[];
}

describe('given the registration form', () => {
  let register: Register;
  beforeAll(async () => {
    register = await openRegister();
  });
  afterAll(() => register.close());

  const count = async () => (await register.get('/petitions?maxResults=0')).json<{ total: number }>().total;

  it.each([
    ['empty content', { content: '' }, 'content', '内容不得少于 10 个字符'],
    ['only spaces and U+3000', { content: ' \u3000\u3000  \n' }, 'content', '现有 0 个'],
    ['20,000 characters', { content: '水'.repeat(20_000) }, 'content', '不得超过 5000 个字符，现有 20000 个'],
    ['an id card whose check character should be X', { idNo: '110105194912310021' }, 'idNo', '校验码不符'],
    ['an id card of 17 digits', { idNo: '11010519491231002' }, 'idNo', '17 位数字加 1 位校验码'],
    ['an id card with a day that does not exist', { idNo: '110105194902310021' }, 'idNo', '出生日期不存在'],
    ['an id card of somebody not yet born', { idNo: '11010520301231002X' }, 'idNo', '出生日期在将来'],
    ['something that happens tomorrow', { happenedOn: '2026-11-25' }, 'happenedOn', '不能晚于今天'],
    ['something before 1949-10-01', { happenedOn: '1949-09-30' }, 'happenedOn', '不能早于 1949-10-01'],
    ['a day that does not exist', { happenedOn: '2026-02-30' }, 'happenedOn', '真实日期'],
    ['a phone of 12 digits', { phone: '138001380001' }, 'phone', '11 位手机号'],
    ['letters in the phone', { phone: '13800abc000' }, 'phone', '11 位手机号'],
    ['no claim', { claims: [] }, 'claims', '至少一项诉求'],
    ['11 claims', { claims: Array.from({ length: 11 }, () => '修灯') }, 'claims', '最多 10 项'],
    ['a claim of 201 characters', { claims: ['灯'.repeat(201)] }, 'claims', '第 1 项不得超过 200'],
    ['an unknown key', { colour: 'red' }, 'colour', '未知字段'],
    ['an unknown fact', { facts: { guilty: true } }, 'facts.guilty', '未知字段'],
    ['an unknown channel', { channel: 'pigeon' }, 'channel', '渠道须为以下之一'],
    ['an area that is not in the tree', { areaCode: '110101' }, 'areaCode', '没有编码为 110101 的属地'],
    ['a unit that does not exist', { accusedUnitId: 'unit-x' }, 'accusedUnitId', '没有这个单位'],
    ['a group of nobody', { groupSize: 0 }, 'groupSize', '1 到 999'],
    [
      'a member without a name',
      { groupSize: 6, members: [{ phone: '0000-1234567' }] },
      'members[0].name',
      '请填写姓名',
    ],
    ['a name of 51 characters', { name: '长'.repeat(51) }, 'name', '不得超过 50'],
  ])('when it holds %s, then 422 names the field and nothing is registered', async (_what, changes, field, reason) => {
    const before = await count();
    const answer = await register.post('/petitions', goodForm(changes));
    expect(answer.statusCode).toBe(422);
    const { code, errors } = answer.json<Refusal>();
    expect(code).toBe('invalid');
    expect(errors.map((error) => error.field)).toContain(field);
    expect(errors.find((error) => error.field === field)?.reason).toContain(reason);
    expect(await count()).toBe(before);
  });

  it('when several fields are wrong, then all are told at once', async () => {
    const answer = await register.post('/petitions', { phone: '12', colour: 1 });
    const fields = answer.json<Refusal>().errors.map((error) => error.field);
    expect(fields.sort()).toEqual(['areaCode', 'channel', 'claims', 'colour', 'content', 'phone', 'subjectCode']);
  });

  it('when the body is no JSON, or of the wrong shape, or of 5 MB, then a clear 4xx', async () => {
    expect((await register.post('/petitions', '{bad')).statusCode).toBe(400);
    expect((await register.post('/petitions', '[]')).json<Refusal>().errors[0]?.reason).toContain('JSON 对象');
    const big = await register.post('/petitions', goodForm({ content: '水'.repeat(2_000_000) }));
    expect(big.statusCode).toBe(413);
    expect(big.json<Refusal>()).toMatchObject({ code: 'tooLarge' });
  });

  it('when a caller says little, then a draft is registered that is found incomplete and can be completed', async () => {
    const key = await registerOne(register, { channel: 'phone', content: '灯坏了', claims: [] });
    const check = await register.work('validate-submission', key);
    expect(check.statusCode).toBe(409);
    expect(check.json()).toMatchObject({
      code: 'ERR_VALIDATION',
      variables: { valid: false, problems: 'content,claims' },
    });
    const put = await register.put(`/petitions/${key}/submission`, {
      content: '楼道里的灯坏了三个月没有修',
      claims: ['修灯'],
    });
    expect(put.statusCode).toBe(200);
    expect((await register.work('validate-submission', key)).json()).toMatchObject({ valid: true, problems: null });
  });

  it('when a letter is longer than the form takes, then its beginning is the matter and the whole is attached', async () => {
    const letter = '信'.repeat(6000);
    const answer = await register.post('/petitions', goodForm({ channel: 'letter', content: letter }));
    expect(answer.statusCode).toBe(201);
    const { text, attachments } = answer.json<{ text: string; attachments: { attachmentId: string }[] }>();
    expect([...text]).toHaveLength(5000);
    const whole = await register.get(`/attachments/${attachments[0]?.attachmentId}`);
    expect(whole.body).toBe(letter);
  });

  it('when the text holds emoji, rare characters and right-to-left marks, then it is kept exactly, counted by character, found again', async () => {
    const content = '𠮷野家门口的排水沟堵了😀\u200f两个月';
    const key = await registerOne(register, { content: `${content}\u0000` });
    const found = await register.get(`/petitions?q=${encodeURIComponent('𠮷野家')}`);
    expect(found.json<{ items: { businessKey: string }[] }>().items.map((item) => item.businessKey)).toEqual([key]);
    expect((await register.get(`/petitions/${key}`)).json()).toMatchObject({ text: content });
    const five = await register.post('/petitions', goodForm({ content: '😀'.repeat(5000) }));
    expect(five.statusCode).toBe(201);
  });

  it.each(["'; DROP TABLE casework_petition;--", '<script>alert(1)</script>', '${1+1} #{2*2}', '100%_\\'])(
    'when the text is %s, then it stays plain text and can be searched for',
    async (nasty) => {
      const key = await registerOne(register, { content: `物业公示栏上写着 ${nasty} 字样看不懂` });
      expect((await register.get(`/petitions/${key}`)).json<{ text: string }>().text).toContain(nasty);
      const word = nasty.split(' ')[0] ?? '';
      const found = await register.get(`/petitions?q=${encodeURIComponent(word)}`);
      expect(found.json<{ items: { businessKey: string }[] }>().items.map((item) => item.businessKey)).toContain(key);
    },
  );

  it('when the phone begins with +86, then the prefix goes', async () => {
    const answer = await register.post('/petitions', goodForm({ phone: '+86 138 0013 8000' }));
    expect(answer.json()).toMatchObject({ persons: [{ phone: '138****8000', name: '样***' }] });
  });

  it('when a good id card is given, then it is stored closed and shown masked', async () => {
    const answer = await register.post('/petitions', goodForm({ idType: 'idCard', idNo: '11010519491231002x' }));
    expect(answer.json()).toMatchObject({ persons: [{ idNo: '1101**********002X' }] });
    const row = await register.knex('casework_person').whereNotNull('id_no').first();
    expect(JSON.stringify(row)).not.toContain('19491231');
  });

  it('when eight bring one matter, then it is collective, and who speaks is theirs to say', async () => {
    const members = Array.from({ length: 7 }, (_, index) => ({ name: `样例成员${index + 1}` }));
    const key = await registerOne(register, { groupSize: 8, members });
    const { persons } = (await register.get(`/petitions/${key}`)).json<{ persons: { role: string }[] }>();
    expect(persons).toHaveLength(8);
    expect(persons.filter((person) => person.role !== 'member')).toHaveLength(1);
    expect((await register.work('validate-submission', key)).json()).toMatchObject({ collective: true, groupSize: 8 });
  });

  it('when the place lies elsewhere, then it is registered and the facts say so', async () => {
    const key = await registerOne(register, { facts: { asksOwnRelief: true, inOwnArea: false } });
    expect((await register.work('validate-submission', key)).json()).toMatchObject({ inOwnArea: false });
  });

  it('when the matter was judged, then the facts say so', async () => {
    const key = await registerOne(register, { litigationState: 'judged', facts: {} });
    expect((await register.work('validate-submission', key)).json()).toMatchObject({
      litigationState: 'judged',
      classificationSure: true,
    });
  });
});
