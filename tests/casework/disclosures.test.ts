import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUSE, type Viewer } from '../../server/identity/viewer.ts';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

const PERSON = {
  name: '欧阳测试',
  phone: '13800138000',
  idNo: '11010519491231002X',
  addressDetail: '云泽路一百零八号',
};
const AGENT: Viewer = {
  ...HOUSE,
  kind: 'account',
  id: 'account-1',
  roles: ['communityAgent'],
  areaCode: QINGJIANG,
  agentId: `agent-${QINGJIANG}-1`,
};

interface Notes {
  total: number;
  items: { record: string; fields: string[]; actor: string | null; reason: string | null; viewerKind: string }[];
}

describe.each(DATABASES)('given a petition with personal data, on %s', (database) => {
  let register: Register;
  let viewer: Viewer;
  let key: string;
  beforeEach(async () => {
    viewer = HOUSE;
    register = await openRegister({ database, viewer: () => viewer });
    const content = '我是欧阳测试，电话 13800138000，身份证 11010519491231002X，楼道灯坏了。';
    key = await registerOne(register, { ...PERSON, content, claims: ['请回电 13800138000'] });
  });
  afterEach(() => register.close());

  const notes = async () => (await register.get(`/petitions/${key}/disclosures`)).json<Notes>();

  it('when it stands in a list or in an excerpt, then names and numbers in it are only hinted at', async () => {
    viewer = AGENT;
    const { body } = await register.get(`/petitions?q=${encodeURIComponent('楼道灯 回电')}`);
    for (const value of Object.values(PERSON)) expect(body).not.toContain(value);
    expect(body).toContain('我是欧***，电话 138****8000');
    expect(body).toContain('138****8000');
    expect((await notes()).total).toBe(0);
  });

  it('when an agent wants to see the persons, then a reason is asked for, and the reading is noted', async () => {
    viewer = AGENT;
    const refused = await register.post(`/petitions/${key}/persons`, {});
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ field: 'reason', reason: '请填写查看事由' }] });
    expect(refused.body).not.toContain(PERSON.phone);
    expect((await notes()).total).toBe(0);
    const seen = await register.post(`/petitions/${key}/persons`, { reason: '约定上门时间' });
    expect(seen.json()).toEqual({
      persons: [
        {
          role: 'petitioner',
          name: PERSON.name,
          idNo: PERSON.idNo,
          phone: PERSON.phone,
          address: PERSON.addressDetail,
        },
      ],
    });
    expect(await notes()).toMatchObject({
      total: 1,
      items: [
        {
          record: 'persons',
          actor: AGENT.agentId,
          viewerKind: 'account',
          reason: '约定上门时间',
          fields: ['name', 'idNo', 'phone', 'address'],
        },
      ],
    });
  });

  it('when the petitioner reads, then no reason is asked for, and it is noted all the same', async () => {
    viewer = { ...HOUSE, kind: 'petitioner' };
    expect((await register.post(`/petitions/${key}/persons`, {})).statusCode).toBe(200);
    expect(await notes()).toMatchObject({ items: [{ viewerKind: 'petitioner', actor: null, reason: null }] });
  });

  it('when somebody opens the page, a letter or an attachment, then that is noted; what the house does is not', async () => {
    const letter = (await register.work('render-document', key, { template: 'acceptanceNotice' })).json<{
      docId: string;
    }>();
    await register.get(`/petitions/${key}`);
    await register.get(`/documents/${letter.docId}`);
    expect((await notes()).total).toBe(0);
    viewer = AGENT;
    await register.get(`/petitions/${key}`);
    await register.get(`/documents/${letter.docId}`);
    expect((await notes()).items.map(({ record }) => record)).toEqual(['document', 'petition']);
  });

  it('when somebody is looked for by a number, then it is found exactly, and noted at each petition found', async () => {
    viewer = AGENT;
    for (const who of [{ phone: '+86 138 0013 8000' }, { idNo: '11010519491231002x' }]) {
      const found = await register.post('/persons/lookup', { ...who, reason: '核对是否重复来访' });
      expect(found.json()).toMatchObject({ found: [{ businessKey: key, state: 'registered' }] });
    }
    expect(
      (await register.post('/persons/lookup', { phone: '13900139000', reason: '核对是否重复来访' })).json(),
    ).toEqual({ found: [] });
    expect((await register.post('/persons/lookup', { reason: '核对是否重复来访' })).statusCode).toBe(422);
    expect((await notes()).items.map(({ fields }) => fields)).toEqual([['idNo'], ['phone']]);
    const all = (await register.get(`/disclosures?actor=${AGENT.agentId}&from=2026-11-24&to=2026-11-24`)).json<Notes>();
    expect(all.total).toBe(3);
    expect((await register.get('/disclosures?from=2026-11-25')).json<Notes>().total).toBe(0);
  });

  it('when the petition lies outside the area of whoever looks, then it is not found', async () => {
    viewer = { ...AGENT, areaCode: '990102' };
    const found = await register.post('/persons/lookup', { phone: PERSON.phone, reason: '核对是否重复来访' });
    expect(found.json()).toEqual({ found: [] });
  });

  it('when a note is changed or deleted in the database, then the database refuses', async () => {
    viewer = AGENT;
    await register.post(`/petitions/${key}/persons`, { reason: '约定上门时间' });
    await expect(register.knex('casework_disclosure').delete()).rejects.toThrow(/neither changed nor deleted/);
    await expect(register.knex('casework_disclosure').update({ actor: 'other' })).rejects.toThrow(
      /neither changed nor deleted/,
    );
    expect((await notes()).total).toBe(1);
  });

  it('when the matter is an accusation, then nobody sees its persons here', async () => {
    const sealed = await registerOne(register, { ...PERSON, facts: { allegesOfficialMisconduct: true } });
    const answer = await register.post(`/petitions/${sealed}/persons`, { reason: '约定上门时间' });
    expect(answer.statusCode).toBe(409);
    const found = await register.post('/persons/lookup', { phone: PERSON.phone, reason: '核对是否重复来访' });
    expect(found.body).not.toContain(sealed);
  });

  it('when an expert is to be reached, then the phone is shown for a reason, else masked', async () => {
    await register.post('/experts', {
      id: 'expert-1',
      name: '某律师',
      phone: '13700137000',
      kind: 'lawyer',
      areaCode: '9901',
    });
    expect((await register.get('/experts')).body).toContain('137****7000');
    viewer = AGENT;
    const contact = await register.post('/experts/expert-1/contact', { reason: '邀请参加会商' });
    expect(contact.json()).toEqual({ name: '某律师', phone: '13700137000' });
  });
});
