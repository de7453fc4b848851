import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodForm, openRegister, type Register, registerOne } from './open-register.ts';

describe('given a petition whose writer named everybody in it', () => {
  let register: Register;
  let key: string;
  beforeAll(async () => {
    register = await openRegister();
    key = await registerOne(register, {
      name: '样例居民',
      phone: '0000-1234567',
      addressDetail: '清江路一号',
      content: '我是样例居民，住清江路一号，电话0000-1234567，手机13800000000，证件11010519491231002X，楼道灯坏了。',
      claims: ['请给样例居民一个答复'],
    });
  });
  afterAll(() => register.close());

  it('when an expert reads the brief, then the matter is there and nobody in it', async () => {
    const brief = (await register.get(`/petitions/${key}/brief`)).json();
    expect(brief).toMatchObject({
      areaCode: '990101001',
      text: '我是○○，住○○，电话○○，手机○○，证件○○，楼道灯坏了。',
      claims: ['请给○○一个答复'],
      dispute: null,
    });
    expect(JSON.stringify(brief)).not.toMatch(/样例居民|1234567|清江|990101001001/);
  });

  it('when it is an accusation, then there is no brief', async () => {
    const body = goodForm({ content: '反映某干部收受好处，请查处。', facts: { allegesOfficialMisconduct: true } });
    const { businessKey } = (await register.post('/petitions', body)).json();
    expect((await register.get(`/petitions/${businessKey}/brief`)).statusCode).toBe(404);
  });
});
