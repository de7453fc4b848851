import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegister, QINGJIANG, type Register } from './open-register.ts';

const HEADING = 'channel,name,phone,areaCode,subjectCode,content,claims,facts.asksOwnRelief,facts.aspect';
const good = (content: string) =>
  `letter,样例居民,0000-1234567,${QINGJIANG},propertyMgmt,${content},修灯；道歉,true,service`;

describe('given a CSV file of petitions', () => {
  let register: Register;
  beforeEach(async () => {
    register = await openRegister();
  });
  afterEach(() => register.close());

  const importFile = (payload: string | Buffer, type = 'text/csv') =>
    register.app.inject({ method: 'POST', url: '/api/petitions/import', headers: { 'content-type': type }, payload });

  it('when it has a BOM, quoted line breaks and CRLF, then every row goes in as it is', async () => {
    const text = `\uFEFF${HEADING}\r\n${good('"第一行，有逗号\n第二行 ""引号"" 也在"')}\r\n\r\n${good('路灯坏了三个月没有人来修')}\r\n`;
    const answer = await importFile(text);
    expect(answer.statusCode).toBe(200);
    const result = answer.json<{ rows: number; imported: number; businessKeys: string[]; errors: unknown[] }>();
    expect(result).toMatchObject({ rows: 2, imported: 2, errors: [] });
    const first = (await register.get(`/petitions/${result.businessKeys[0]}`)).json();
    expect(first).toMatchObject({
      text: '第一行，有逗号\n第二行 "引号" 也在',
      claims: ['修灯', '道歉'],
      facts: { asksOwnRelief: true, aspect: 'service' },
    });
  });

  it('when rows are bad, then each is told by row, column and reason, and the good rows go in', async () => {
    const rows = [
      HEADING,
      good('路灯坏了三个月没有人来修'),
      good('太短'),
      `letter,样例居民,138,${QINGJIANG},propertyMgmt,电话不对的一行也要说明白,修灯,true,`,
      'letter,样例居民,0000-1234567',
      good('路灯坏了三个月').replace(QINGJIANG, '12'),
      good('最后一行还是好的，要登记'),
    ];
    const answer = await importFile(rows.join('\n'));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      rows: 6,
      imported: 2,
      errors: [
        { row: 3, column: 'content', reason: expect.stringContaining('不得少于 10') },
        { row: 4, column: 'phone', reason: expect.stringContaining('手机号') },
        { row: 5, column: '', reason: '应有 9 列，实有 3 列' },
        { row: 6, column: 'content' },
      ],
    });
    expect((await register.get('/petitions?sample=false')).json()).toMatchObject({ total: 2 });
  });

  it('when a place is unknown, then its row is refused and the others go in', async () => {
    const answer = await importFile(
      [HEADING, good('路灯坏了三个月没有人修').replace(QINGJIANG, '12'), good('路灯坏了三个月没有人修')].join('\n'),
    );
    expect(answer.json()).toMatchObject({ imported: 1, errors: [{ row: 2, column: 'areaCode' }] });
  });

  it('when a column is not known, then every row says so and nothing goes in', async () => {
    const answer = await importFile(`${HEADING},colour\n${good('路灯坏了三个月没有人修')},red`);
    expect(answer.json()).toMatchObject({ imported: 0, errors: [{ row: 2, column: 'colour', reason: '未知字段' }] });
  });

  it.each([
    ['nothing', '', 'file'],
    ['an open quote', `${HEADING}\n"abc`, 'file'],
    ['another encoding', Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]), 'file'],
  ])('when the file holds %s, then it is refused as a whole', async (_what, payload, field) => {
    const answer = await importFile(payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field }] });
  });

  it('when it is sent as something else, then 415 says what is wanted', async () => {
    expect((await importFile('x', 'application/xml')).statusCode).toBe(415);
    expect((await importFile('{}', 'application/json')).statusCode).toBe(422);
  });
});
