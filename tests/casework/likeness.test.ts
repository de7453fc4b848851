import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../server/casework/engine-client.ts';
import { DATABASES, goodForm, openRegister, type Register, registerOne } from './open-register.ts';

const RULE = { sameMatterScore: 0.5, similarTextScore: 0.4, lookBackDays: 365, collectiveFrom: 5 };

/** An engine of which only table `intake-rule` is asked, and in which no process runs. */
const engineWith = (rule: () => Record<string, number>): EngineClient => ({
  async request(_method, path) {
    if (path === '/process-instance') return { status: 200, body: [] };
    if (path !== '/decision-definition/key/intake-rule/evaluate') throw new Error('no engine');
    const row = Object.fromEntries(Object.entries(rule()).map(([name, value]) => [name, { value, type: 'Double' }]));
    return { status: 200, body: [row] };
  },
});

const TEXT = '楼道里的灯坏了三个月，物业一直没有来修理。';
const IN_OTHER_WORDS = '我们楼道里的灯坏了三个月，物业一直没有来，请修理。';

interface Offered {
  likenesses: { businessKey: string; reasons: string[]; score: number; decided: boolean | null; summary: string }[];
}

describe.each(DATABASES)('given a petition in the register, on %s', (database) => {
  let register: Register;
  let rule: Record<string, number>;
  let first: string;
  beforeEach(async () => {
    rule = { ...RULE };
    register = await openRegister({ database, engine: engineWith(() => rule) });
    first = await registerOne(register, { content: TEXT });
    register.clock.advanceBy(1000);
  });
  afterEach(() => register.close());

  const offered = async (form: Record<string, unknown>) =>
    (await register.post('/petitions/likenesses', goodForm(form))).json<Offered>().likenesses;
  const reasonsOf = async (form: Record<string, unknown>) =>
    (await offered(form)).find(({ businessKey }) => businessKey === first)?.reasons;

  it('when the same person fills in a form, then the first is offered with every reason, before anything is registered', async () => {
    expect(await reasonsOf({ content: TEXT })).toEqual(['samePerson', 'sameText', 'sameSubject', 'similarText']);
    expect(await reasonsOf({ content: IN_OTHER_WORDS })).toEqual(['samePerson', 'sameSubject', 'similarText']);
    expect(await reasonsOf({ content: '电梯里没有灯，也没有人来看。', subjectCode: 'propertyMgmt' })).toEqual([
      'samePerson',
      'sameSubject',
    ]);
    expect((await register.get('/petitions?sample=false')).json()).toMatchObject({ total: 1 });
  });

  it('when somebody else brings it in other words, then it is offered as alike; a different matter is not', async () => {
    const other = { name: '另一居民', phone: '0000-7654321' };
    expect(await reasonsOf({ ...other, content: IN_OTHER_WORDS })).toEqual(['sameSubject', 'similarText']);
    expect(await reasonsOf({ ...other, content: '小区大门口的垃圾桶没有人清理。' })).toBeUndefined();
    expect(await reasonsOf({ ...other, content: IN_OTHER_WORDS, areaCode: '990103002001' })).toBeUndefined();
  });

  it('when a number of the table is changed, then what is offered changes', async () => {
    const other = { name: '另一居民', phone: '0000-7654321', content: IN_OTHER_WORDS };
    rule['similarTextScore'] = 0.99;
    expect(await reasonsOf(other)).toBeUndefined();
    rule['similarTextScore'] = 0.1;
    expect(await reasonsOf(other)).toContain('similarText');
    register.clock.advanceBy(400 * 86_400_000);
    expect(await reasonsOf(other)).toBeUndefined();
    rule['lookBackDays'] = 1000;
    expect(await reasonsOf(other)).toContain('similarText');
  });

  it('when the registrar rejects what was offered, then it is recorded, and the matter is a petition of its own', async () => {
    const second = await registerOne(register, { content: IN_OTHER_WORDS, channel: 'phone', differentFrom: [first] });
    expect((await register.work('detect-duplicate', second)).json()).toMatchObject({
      duplicateOf: null,
      repeatOf: null,
    });
    const { likenesses } = (await register.get(`/petitions/${second}/likenesses`)).json<Offered>();
    expect(likenesses.find(({ businessKey }) => businessKey === first)).toMatchObject({ decided: false });
  });

  it('when it is linked afterwards, then the page shows it as a repeat and the audit who said so; a second word takes it back', async () => {
    const second = await registerOne(register, { content: '和上次说的是同一件事，灯还是黑的。' });
    const link = (same: boolean) => register.post(`/petitions/${second}/likenesses`, { other: first, same });
    expect((await link(true)).statusCode).toBe(200);
    const page = (await register.get(`/petitions/${second}`)).json<{ repeatOf: string; events: unknown[] }>();
    expect(page.repeatOf).toBe(first);
    expect(page.events).toContainEqual(
      expect.objectContaining({ action: 'likenessDecided', detail: { other: first, same: true } }),
    );
    await link(false);
    expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({ repeatOf: null });
    expect((await register.post(`/petitions/${first}/likenesses`, { other: second, same: true })).statusCode).toBe(422);
    expect((await register.post(`/petitions/${second}/likenesses`, { other: first })).statusCode).toBe(422);
  });

  it('when nobody knows the rule, then that is said, and nothing is guessed', async () => {
    rule = {};
    const answer = await register.post('/petitions/likenesses', goodForm());
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'engineUnavailable' });
  });

  it('when one is sealed, then it is neither offered nor linked', async () => {
    const sealed = await registerOne(register, { content: TEXT, facts: { allegesOfficialMisconduct: true } });
    expect((await offered({ content: TEXT })).map(({ businessKey }) => businessKey)).not.toContain(sealed);
    expect((await register.post(`/petitions/${sealed}/likenesses`, { other: first, same: true })).statusCode).toBe(409);
  });
});
