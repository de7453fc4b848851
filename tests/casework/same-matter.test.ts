import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../server/casework/engine-client.ts';
import { DATABASES, openRegister, QINGJIANG, type Register, registerOne } from './open-register.ts';

const DAY_MS = 86_400_000;

/** An engine in which no process runs. */
const NOTHING_RUNS: EngineClient = {
  async request(_method, path) {
    if (path !== '/process-instance') throw new Error('no engine');
    return { status: 200, body: [] };
  },
};

describe.each(DATABASES)('on %s', (database) => {
  describe('given somebody who has brought a matter', () => {
    let register: Register;
    let first: string;
    beforeEach(async () => {
      register = await openRegister({ database, engine: NOTHING_RUNS });
      first = await registerOne(register);
      register.clock.advanceBy(1000);
    });
    afterEach(() => register.close());

    const idOf = async (key: string) =>
      (await register.get(`/petitions/${key}`)).json<{ petitionId: string }>().petitionId;

    it('when the same text comes again while it is open, then it is offered; once a person says so it is merged, and the first deadline stands', async () => {
      await register.work('start-handling-clock', first, { amount: 60, unit: 'day' });
      const deadline = (await register.get(`/petitions/${first}`)).json<{ deadlineAt: string }>().deadlineAt;
      register.clock.advanceBy(5 * DAY_MS);
      const second = await registerOne(register, { channel: 'web' });
      const found = { duplicateOf: await idOf(first), sameMatterOpen: true, sameDay: false };
      const offered = await register.work('detect-duplicate', second);
      expect([offered.statusCode, offered.json()]).toMatchObject([200, found]);
      expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({
        state: 'registered',
        duplicateOf: null,
      });
      const said = await register.post(`/petitions/${second}/likenesses`, { other: first, same: true });
      expect(said.statusCode).toBe(200);
      const check = await register.work('detect-duplicate', second);
      expect(check.statusCode).toBe(409);
      expect(check.json()).toMatchObject({ code: 'ERR_DUPLICATE_OPEN', variables: found });
      const merge = { duplicateOf: await idOf(first) };
      const once = await register.work('merge-into-open', second, merge);
      register.clock.advanceBy(DAY_MS);
      const twice = await register.work('merge-into-open', second, merge);
      expect(twice.json()).toEqual(once.json());
      const kept = (await register.get(`/petitions/${first}`)).json<{ submissions: unknown[]; deadlineAt: string }>();
      expect(kept.submissions).toHaveLength(2);
      expect(kept.deadlineAt).toBe(deadline);
      expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({
        state: 'merged',
        duplicateOf: first,
      });
    });

    it('when the same matter comes by another channel on the same day in other words, then the agent at the counter is asked, and says it is one petition with two submissions', async () => {
      const second = await registerOne(register, {
        channel: 'phone',
        content: '楼道里的灯坏了三个月，物业一直没有来修理，请尽快。',
        earlierBusinessKey: first,
      });
      const check = await register.work('detect-duplicate', second);
      expect(check.json()).toMatchObject({ code: 'ERR_DUPLICATE_OPEN', variables: { sameDay: true } });
    });

    it('when nothing is open to merge with, then a person decides anew; once one is linked, that is the one', async () => {
      const second = await registerOne(register, { content: '围墙的一段倒了，压着人行道，没有人来管。' });
      const nothing = { code: 'ERR_NO_EARLIER_PETITION', variables: { mergeRefused: true } };
      for (const duplicateOf of [undefined, 'none', await idOf(second)]) {
        const refused = await register.work('merge-into-open', second, { duplicateOf });
        expect([refused.statusCode, refused.json()]).toMatchObject([409, nothing]);
      }
      expect((await register.post(`/petitions/${second}/likenesses`, { other: first, same: true })).statusCode).toBe(
        200,
      );
      const merged = await register.work('merge-into-open', second);
      expect(merged.json()).toMatchObject({ mergeRefused: false });
      expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({
        state: 'merged',
        duplicateOf: first,
      });
      const third = await registerOne(register);
      await register.work('archive-file', first);
      const late = await register.work('merge-into-open', third, { duplicateOf: await idOf(first) });
      expect(late.json()).toMatchObject(nothing);
    });

    it('when it is told anew on a later day, then the same matter is open', async () => {
      register.clock.advanceBy(3 * DAY_MS);
      const second = await registerOne(register, { content: '楼道里的灯坏了三个多月，物业一直没有来修理，太黑了。' });
      const check = await register.work('detect-duplicate', second);
      expect(check.statusCode).toBe(200);
      expect(check.json()).toMatchObject({ sameMatterOpen: true, duplicateOf: await idOf(first), repeatOf: null });
    });

    it('when a different matter comes on the same day, then there are two petitions, and who met the resident keeps both', async () => {
      const agent = `agent-${QINGJIANG}-2`;
      const second = await registerOne(register, {
        subjectCode: 'wages',
        content: '在饭店打工两个月，老板一直不发工资。',
        registeredBy: agent,
      });
      expect((await register.work('detect-duplicate', second)).json()).toMatchObject({
        duplicateOf: null,
        repeatOf: null,
      });
      const third = await registerOne(register, {
        subjectCode: 'traffic',
        content: '门口的红绿灯时间太短，老人过不去马路。',
        registeredBy: agent,
      });
      for (const key of [second, third]) {
        const cleanIds = `agent-${QINGJIANG}-1,${agent}`;
        const assigned = await register.work('assign-agent', key, { cleanIds, agentLevel: 'community' });
        expect(assigned.json()).toMatchObject({ assigneeId: agent, assigneeRole: 'communityAgent' });
      }
    });

    it('when the matter comes back after its end, then that is offered; once a person confirms it, it is a repeat that wants a report back', async () => {
      await register.work('archive-file', first);
      register.clock.advanceBy(40 * DAY_MS);
      const second = await registerOne(register);
      const check = await register.work('detect-duplicate', second, { needsFeedback: false });
      const likelyRepeatOf = await idOf(first);
      const offered = { repeatOf: null, likelyRepeatOf, duplicateOf: null, needsFeedback: false };
      expect(check.json()).toMatchObject(offered);
      expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({ repeatOf: null });
      const petitionKind = 'appeal';
      const decision = {
        petitionKind,
        route: 'competence',
        decision: 'forward',
        reasonCode: 'FORWARD',
        likelyRepeatOf,
      };
      const unsaid = await register.work('record-decision', second, decision);
      expect(unsaid.json()).toMatchObject({ repeatOf: null });
      const confirmed = { ...decision, repeatConfirmed: true, taskId: 'confirmed' };
      for (let time = 0; time < 2; time += 1) {
        const said = await register.work('record-decision', second, confirmed);
        expect(said.json()).toMatchObject({ repeatOf: likelyRepeatOf });
      }
      expect((await register.get(`/petitions/${second}`)).json()).toMatchObject({ repeatOf: first });
      const again = await register.work('detect-duplicate', second, { needsFeedback: false });
      expect(again.json()).toMatchObject({ repeatOf: likelyRepeatOf, likelyRepeatOf: null, needsFeedback: true });
    });

    it('when it was final, then nothing follows from likeness alone; once a person says it is the same, it is final', async () => {
      await register.work('mark-final', first);
      await register.work('archive-file', first);
      register.clock.advanceBy(40 * DAY_MS);
      const alike = await registerOne(register);
      const found = await register.work('detect-duplicate', alike, { finalAfterReReview: false });
      expect(found.json()).toMatchObject({
        likelyRepeatOf: await idOf(first),
        repeatOf: null,
        finalAfterReReview: false,
      });
      await register.post(`/petitions/${alike}/likenesses`, { other: first, same: true });
      const said = await register.work('detect-duplicate', alike, { finalAfterReReview: false });
      expect(said.json()).toMatchObject({ repeatOf: await idOf(first), finalAfterReReview: true });
      await register.post(`/petitions/${alike}/likenesses`, { other: first, same: false });
      const denied = await register.work('detect-duplicate', alike);
      expect(denied.json()).toMatchObject({ repeatOf: null, likelyRepeatOf: null });
    });

    it('when somebody else sends the same text, then it is a petition of its own', async () => {
      const other = await registerOne(register, { name: '另一居民', phone: '0000-7654321' });
      expect((await register.work('detect-duplicate', other)).json()).toMatchObject({ duplicateOf: null });
    });

    it('when a number from before this register is named, then it is a repeat of that', async () => {
      const key = await registerOne(register, {
        content: '上次说的围墙至今没有人来修，请再看一看。',
        earlierBusinessKey: 'XF-1-20200101-00001',
      });
      expect((await register.work('detect-duplicate', key)).json()).toMatchObject({ repeatOf: 'XF-1-20200101-00001' });
    });
  });
});
