import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

const TEXT = '社区代理员收了施工队的好处，没有按规矩办事。';

describe('given an accusation that names the agent who registers it', () => {
  let register: Register;
  let key: string;
  beforeAll(async () => {
    register = await openRegister();
    key = await registerOne(register, {
      content: TEXT,
      name: '不愿透露',
      registeredBy: `agent-${QINGJIANG}-1`,
      accusedAgentIds: [`agent-${QINGJIANG}-1`],
      facts: { allegesOfficialMisconduct: true },
    });
  });
  afterAll(() => register.close());

  const lists = async () => {
    const answers = [];
    for (const query of [
      '',
      '?maxResults=200',
      `?q=${encodeURIComponent('施工队')}`,
      `?q=${key}`,
      `?areaCode=${QINGJIANG}`,
    ]) {
      answers.push((await register.get(`/petitions${query}`)).body);
    }
    return answers.join('\n');
  };

  it('when it is only just registered, then no list, search or page shows it', async () => {
    expect(await lists()).not.toContain(key);
    const page = (await register.get(`/petitions/${key}`)).body;
    expect(page).not.toContain('施工队');
    expect(page).not.toContain('communityAgent');
    expect(JSON.parse(page)).toMatchObject({ sealed: true, sealNo: null });
  });

  it('when candidates are checked, then the accused and all of the same unit step aside, and an audit row says so', async () => {
    const candidateIds = `agent-${QINGJIANG}-1,agent-${QINGJIANG}-2,agent-990101001-1`;
    const check = await register.work('conflict-check', key, { candidateIds });
    expect(check.json()).toEqual({ cleanIds: 'agent-990101001-1', cleanCount: 1, conflictCount: 2 });
    const rows = await register.knex('casework_audit').where({ action: 'conflictChecked' });
    expect(rows).toHaveLength(1);
  });

  it('when it is sealed twice, then there is one seal, passed upward, and the register holds nothing of it', async () => {
    const first = await register.work('seal-and-pass', key);
    expect(first.statusCode).toBe(200);
    expect((await register.work('seal-and-pass', key)).json()).toEqual(first.json());
    expect(Object.keys(first.json<object>())).toEqual(['sealNo']);
    await register.work('render-document', key, { template: 'receivedSealedNotice', recipient: 'petitioner' });
    const letters = await register.knex('casework_document').where({ template: 'receivedSealedNotice' });
    expect(letters).toHaveLength(1);
    expect(JSON.stringify(letters)).not.toContain('不愿透露');
    expect((await register.get(`/documents/${letters[0]?.id}`)).statusCode).toBe(404);
    expect(await lists()).not.toContain(key);
    expect((await register.get('/petitions?sealed=true&maxResults=200')).body).toContain(key);
    for (const table of ['petition', 'person', 'submission', 'attachment', 'audit', 'outbox', 'sealed']) {
      const rows = JSON.stringify(await register.knex(`casework_${table}`));
      expect(rows, table).not.toContain('施工队');
      expect(rows, table).not.toContain('不愿透露');
    }
  });

  it('when the files of the register are read as they lie on disk after the seal, then the key is not among the data', () => {
    const keyText = readFileSync(join(register.dataDir, 'identity.key'), 'utf8');
    expect(readFileSync(join(register.dataDir, 'casework.sqlite')).includes(keyText)).toBe(false);
  });

  it.each([
    ['a street office', 'unit-990101002-town', 'unit-990101-disciplineInspection'],
    ['a bureau of the district', 'unit-990101-housing', 'unit-9901-disciplineInspection'],
  ])('when the accused unit is %s, then a body above it gets the matter', async (_what, accusedUnitId, passedTo) => {
    const other = await registerOne(register, {
      content: `单位里的一名干部收受好处，给违建开绿灯。${accusedUnitId}`,
      areaCode: '990101002001',
      accusedUnitId,
      facts: { allegesOfficialMisconduct: true },
    });
    const { sealNo } = (await register.work('seal-and-pass', other)).json<{ sealNo: string }>();
    const row = await register.knex('casework_sealed').where({ seal_no: sealNo }).first();
    expect(row?.passed_to).toBe(passedTo);
  });

  it('when the accused unit is of the city, then there is no body above it and a person has to decide', async () => {
    const other = await registerOne(register, {
      content: '市里一个单位的干部收受好处，请查处此事。',
      accusedUnitId: 'unit-9901-police',
      facts: { allegesOfficialMisconduct: true },
    });
    const answer = await register.work('seal-and-pass', other);
    expect(answer.json()).toMatchObject({ code: 'ERR_NO_COMPETENT_BODY', variables: { sealNo: null } });
  });
});
